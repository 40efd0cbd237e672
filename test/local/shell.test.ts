import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { exportLines } from "../../local/shell.ts";

test("values survive the shell that evaluates the exports, whatever they hold", () => {
  const VALUE = `it's "quoted" $HOME \`id\` and\nmore`;
  const script = `${exportLines({ VALUE })}\nprintf %s "$VALUE"`;
  expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(VALUE);
});

test("a profile or a session of the person's own account does not leak in", () => {
  const script = `export AWS_PROFILE=mine AWS_SESSION_TOKEN=x\n${exportLines({})}\nprintf %s "$AWS_PROFILE$AWS_SESSION_TOKEN"`;
  expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe("");
});
