import { hostname } from "node:os";
import { expect, test } from "vitest";
import { engineFailure } from "../../../../ops/deployment/aws/engine-failure.ts";
import { lockingProcesses } from "../../../../ops/deployment/aws/stale-lock.ts";

const told = (...words: string[]) => {
  const { message, fix, exitCode } = engineFailure({ stage: "preview", what: "The stack could not be updated", words });
  return { message, fix, exitCode };
};
const LOCKED =
  "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file";

test.each([
  [LOCKED, 3, /state of the stack preview is locked/, /pulumi cancel/],
  ["error: [409] Conflict: Another update is currently in progress.", 3, /is locked/, /pulumi cancel/],
  [
    "  error: api error ExpiredToken: The security token is expired",
    3,
    /credentials expired/,
    /sts get-caller-identity/,
  ],
  ["error: no stack named 'preview' found", 2, /There is no stack preview/, /pulumi stack init preview/],
  ["error: incorrect passphrase", 3, /passphrase is missing or wrong/, /PULUMI_CONFIG_PASSPHRASE/],
  ["  ❌ [mandatory]  own-name  (aws:sqs:Queue: leak)", 1, /policy pack refuses .*own-name/, /infra\/pack\/rules/],
])("%s", (line, exitCode, message, fix) => {
  expect(told("Updating (preview):", line, "error: update failed")).toEqual({
    exitCode,
    message: expect.stringMatching(message),
    fix: expect.stringMatching(fix),
  });
});

test("what differs from a plan is named without its values", () => {
  const line =
    "aws:lambda:Function health  error: resource urn:pulumi:preview::atlas-codex::aws:lambda/function:Function::health violates plan: properties changed: ~~code[{&{secret}}!={}], ~~environment[{map[A:{b}]}]";
  expect(told(line).message).toBe(
    "What the program asks for is not what was planned: aws:lambda/function:Function health differs (code, environment).",
  );
});

test("anything else is the engine's own sentence", () => {
  expect(told("  aws:sqs:Queue leak  error: no such key", "error: update failed", "Resources:", "").message).toBe(
    "The stack could not be updated: no such key",
  );
  expect(told().message).toBe("The stack could not be updated: it says nothing");
});

test("a lock names its process, where it is one of this machine", () => {
  const lock = (host: string) => `  file:///a/b.json: created by somebody@${host} (pid 123) at 2026-11-21T17:00:00Z`;
  expect(lockingProcesses([LOCKED, lock(hostname()), lock("elsewhere.example")])).toEqual([123, undefined]);
  expect(lockingProcesses(["error: update failed"])).toEqual([]);
});
