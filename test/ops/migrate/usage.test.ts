import { expect, test } from "vitest";
import { ops } from "../commands/ops-process.ts";

const PREVIEW = ["--stage", "preview"];

const REFUSED: readonly (readonly [what: string, words: readonly string[], sentence: RegExp])[] = [
  ["production without its name", ["--stage", "production", "--apply"], /Migrating production changes its data\./],
  ["a control without a wish", ["control", ...PREVIEW], /control was not told what to change\./],
  ["an option of another command", ["control", ...PREVIEW, "--apply"], /Unknown argument: apply/],
];

test.each(REFUSED)("%s is a sentence and what to try, with exit 2", async (_, words, sentence) => {
  const { code, out, err } = await ops(["migrate-schema", ...words]);
  expect(err).toMatch(sentence);
  expect(err).toMatch(/^ops: .+\n {2}→ .+\n$/);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});
