import { expect, test } from "vitest";
import { judgeLines } from "../../../ops/urls/judge-lines.ts";
import { classify } from "../../../runtime/ingest/classify.ts";

async function* one(text: string | Uint8Array) {
  yield Buffer.from(text as string);
}

/** What is answered to these lines, and what ended the command early. */
async function answered(text: string | Uint8Array) {
  let out = "";
  const answers = {
    write: async (more: string) => {
      out += more;
      return true;
    },
  };
  const failure = await judgeLines({ chunks: one(text), answers }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    lines: out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
    failure,
  };
}

const judged = async (line: object) => (await answered(`${JSON.stringify(line)}\n`)).lines[0];

test("a plain line is the submitted string, whatever it looks like", async () => {
  const strings = [
    "https://www.example.com/",
    "",
    " {}",
    '"x"',
    "[1]",
    "null",
    "a b",
    "http://[::1]",
    "x\ry",
    "\u0000",
  ];
  const { lines } = await answered(strings.join("\n"));
  expect(lines).toHaveLength(strings.length);
  for (const [index, line] of lines.entries()) expect(line).toMatchObject(classify(strings[index] ?? ""));
});

test("nothing is said of fetching a name whose address is not known", async () => {
  const { lines } = await answered(
    'https://a.example/\n{"url":"https://a.example/","redirects":["http://10.0.0.1/"]}\n',
  );
  for (const line of lines) expect(Object.keys(line)).toEqual(["class", "normalised", "contentId"]);
});

test("a dead letter is refused at its first hop, and an address needs no lookup", async () => {
  const { lines } = await answered("file:///etc/passwd\nhttp://0x01010101/\nhttp://10.0.0.1/\n");
  expect(lines).toEqual([
    { class: "dead-letter", reason: "local-file", fetch: "refused", why: "local-file", hop: 0 },
    expect.objectContaining({ class: "processable", fetch: "allowed", connectsTo: ["1.1.1.1"] }),
    expect.objectContaining({ reason: "private-address", fetch: "refused", why: "private-address", hop: 0 }),
  ]);
});

const WALKS: readonly (readonly [what: string, line: { url: string; [more: string]: unknown }, expected: object])[] = [
  [
    "the refused hop is counted from the submitted URL",
    { url: "http://a.example/", resolves: ["1.1.1.1"], redirects: ["/b", "http://localhost/"] },
    { fetch: "refused", why: "private-name", hop: 2 },
  ],
  [
    "a sixth redirect is refused before it is looked at",
    { url: "http://a.example/", resolves: ["1.1.1.1"], redirects: ["/1", "/2", "/3", "/4", "/5", "http://10.0.0.1/"] },
    { fetch: "refused", why: "redirect-limit", hop: 6 },
  ],
  [
    "a redirect that cannot be resolved is malformed",
    { url: "http://a.example/", resolves: ["1.1.1.1"], redirects: ["http://["] },
    { fetch: "refused", why: "malformed", hop: 1 },
  ],
  [
    "a name without an answer has no address, also behind an address",
    { url: "http://1.1.1.1/", redirects: ["http://b.example/"] },
    { fetch: "refused", why: "no-address", hop: 1 },
  ],
  [
    "every other answer to the own name may come from the list of hosts",
    { url: "http://A.example./", hosts: { "a.EXAMPLE": ["1.1.1.1"] } },
    { fetch: "allowed", connectsTo: ["1.1.1.1"] },
  ],
  [
    "a name in letters is found under its A-label",
    {
      url: "http://a.example/",
      resolves: ["1.1.1.1"],
      hosts: { "bücher.example": ["8.8.8.8"] },
      redirects: ["//xn--bcher-kva.example"],
    },
    { fetch: "allowed", connectsTo: ["1.1.1.1", "8.8.8.8"] },
  ],
  [
    "what every object has is no answer",
    { url: "http://a.example/", resolves: ["1.1.1.1"], hosts: {}, redirects: ["http://constructor.example/"] },
    { fetch: "refused", why: "no-address", hop: 1 },
  ],
  [
    "text that is no address is not public",
    { url: "http://a.example/", resolves: ["1.1.1.1", "nonsense"] },
    { fetch: "refused", why: "private-resolution", hop: 0 },
  ],
  [
    "the way back to the own name is looked up again",
    {
      url: "http://a.example/",
      resolves: ["1.1.1.1"],
      resolvesThen: ["127.0.0.1"],
      hosts: { "b.example": ["8.8.8.8"] },
      redirects: ["http://b.example/", "http://a.example/"],
    },
    { fetch: "refused", why: "private-resolution", hop: 2 },
  ],
];

test.each(WALKS)("%s", async (_, line, expected) => {
  expect(await judged(line)).toEqual({ ...classify(line.url), ...expected });
});

test("two pages that differ in bytes which are not UTF-8 are not taken for one", async () => {
  const { lines } = await answered(Buffer.from("http://a.example/\xff\nhttp://a.example/\xfe\n", "latin1"));
  expect(lines).toMatchObject([{ reason: "malformed" }, { reason: "malformed" }]);
});

test("an unpaired surrogate in JSON is malformed", async () => {
  const { lines } = await answered('{"url":"http://a.example/\\ud800"}\n');
  expect(lines).toMatchObject([{ class: "dead-letter", reason: "malformed" }]);
});

const BROKEN: readonly (readonly [line: string | Uint8Array, why: RegExp])[] = [
  ["{", /not JSON/],
  ['{"url":"http://a.example/"} x', /not JSON/],
  ["{}", /no `url`/],
  ['{"url":7}', /`url` that is not a string/],
  ['{"url":"x","resolves":"1.1.1.1"}', /`resolves` that is not a list/],
  ['{"url":"x","hosts":{"a":"1.1.1.1"}}', /`hosts` that is not an object/],
  ['{"url":"x","redirects":[1]}', /`redirects` that is not a list/],
  [Buffer.from('{"url":"http://a.example/\xff"}', "latin1"), /not UTF-8/],
];

test.each(BROKEN)(
  "%s ends the command with its number, after the answers to the lines before it",
  async (line, why) => {
    const { lines, failure } = await answered(
      Buffer.concat([Buffer.from("a\n\n"), Buffer.from(line as string), Buffer.from("\nb\n")]),
    );
    expect(lines).toHaveLength(2);
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(/^Line 3 /) });
    expect(failure).toMatchObject({ message: expect.stringMatching(why) });
  },
);

test("it ends with its reader", async () => {
  let read = 0;
  const chunks = (async function* () {
    for (;;) {
      read += 1;
      yield Buffer.from("a\n");
    }
  })();
  await judgeLines({ chunks, answers: { write: async () => read < 3 } });
  expect(read).toBe(3);
});
