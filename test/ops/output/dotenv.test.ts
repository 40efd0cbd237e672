import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { dotenvText } from "../../../ops/output/dotenv.ts";

const HOLDABLE = [
  "https://api.example/preview",
  "",
  "true",
  "a b",
  "#no comment",
  'say "yes"',
  "it's",
  "$HOME",
  "a=b;c&d|e`f",
  "a\\b",
];

test("a shell reads back every value it can hold, and runs nothing", () => {
  const variables = Object.fromEntries(HOLDABLE.map((value, index) => [`V${index}`, value]));
  const print = HOLDABLE.map((_, index) => `printf '%s\\0' "$V${index}"`).join("; ");
  const read = execFileSync("sh", ["-c", `${dotenvText(variables)}${print}`], { encoding: "utf8" });
  expect(read.split("\0").slice(0, -1)).toEqual(HOLDABLE);
});

test("a plain value stands as it is, and a dollar cannot be taken for another variable", () => {
  expect(dotenvText({ A: "https://x.example/a", B: "a$B" })).toBe('A=https://x.example/a\nB="a\\$B"\n');
});

test.each(["two\nlines", "both ' and \"", "$ and `"])("a value that no quotes can hold is refused: %j", (value) => {
  expect(() => dotenvText({ VITE_X: value })).toThrow(
    expect.objectContaining({ exitCode: 3, message: expect.stringContaining("VITE_X") }),
  );
});
