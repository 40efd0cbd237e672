import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { started } from "./started.ts";

test.each([
  ["article", "utf-8", "38 tonnes of riveted iron", "We would like to set a cookie"],
  ["recipe", "utf-8", "600 g smoked haddock, undyed", "Rye bread that forgives"],
  ["rtl", "utf-8", "وُلد في قاعة المدرسة", "اقرأ أيضًا"],
  ["charset", "windows-1252", "„Man gewöhnt sich an die Hitze“", "Auch lesenswert"],
  ["charset-meta", "shift_jis", "捨てるには重すぎ", "あわせて読みたい"],
])("%s has a main text without what stands around it", async (name, charset, inside, outside) => {
  const site = await started();
  const page = site.pages.find((one) => one.name === name);
  const response = await fetch(`${site.url}${page?.path}`);
  const html = new TextDecoder(charset).decode(await response.arrayBuffer());
  const { document } = parseHTML(html);
  const read = new Readability(document as never).parse();
  expect(html).toContain(outside);
  expect(read?.textContent).toContain(inside);
  expect(read?.textContent).not.toContain(outside);
  expect(read?.byline).toContain(page?.expected.author);
});
