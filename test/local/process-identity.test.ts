import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { identify, isRunning } from "../../local/process-identity.ts";

test("a running process is recognised, and one that took over its id is not", async () => {
  const identity = await identify(process.pid);
  expect(identity).toBeDefined();
  if (identity === undefined) return;
  expect(await isRunning(identity)).toBe(true);
  expect(await isRunning({ ...identity, started: "Thu Jan  1 00:00:00 1970" })).toBe(false);
});

test("a process that ended has no identity", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  expect(await identify(child.pid ?? 0)).toBeUndefined();
});
