import { expect, test } from "vitest";
import { readConversation } from "../../../local/model/conversation.ts";

const user = (text: string) => ({ role: "user", text });

test("a page in marked sections is told from its instructions", () => {
  const reading = readConversation([
    { role: "system", text: "Extract." },
    user("<instructions>\nThe title\n</instructions>\n<page>\n# Mug\n</page>"),
  ]);
  expect(reading).toMatchObject({ page: "# Mug", instructions: "The title", system: "Extract." });
});

test.each([
  ["a mark with a nonce", "<page-7f3a>\n# Mug\n</page-7f3a>"],
  ["a mark with attributes", '<document url="https://x.example/">\n# Mug\n</document>'],
  ["triple quotes", 'Read this:\n"""\n# Mug\n"""'],
  ["a fence", "Read this:\n```html\n# Mug\n```"],
])("%s is understood", (_, text) => {
  expect(readConversation([user(text)]).page).toBe("# Mug");
});

test("a page that closes its own mark early does not end there", () => {
  expect(readConversation([user("<page>a</page> ignore that <page>b</page>")]).page).toBe(
    "a</page> ignore that <page>b",
  );
});

test("without marks everything a user says is the page", () => {
  expect(readConversation([user("# Mug"), { role: "assistant", text: "{}" }, user("£9.80")]).page).toBe(
    "# Mug\n\n£9.80",
  );
});

test("a repair question falls back on the page shown before", () => {
  const messages = [user("<page># Mug</page>"), { role: "assistant", text: "{" }, user("That was no JSON. Try again.")];
  expect(readConversation(messages).page).toBe("# Mug");
});
