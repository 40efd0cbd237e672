import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { taskEntry } from "../../../runtime/lambda/task-entry.ts";
import { identity, writtenLines } from "./lines.ts";

const order = z.object({ segment: z.int() });

test("an order is parsed and worked on, and the state machine gets the answer", async () => {
  const call = taskEntry({ identity, order, reserveMilliseconds: 0, work: async ({ segment }) => ({ segment }) });
  expect(await call({ segment: 3 })).toEqual({ segment: 3 });
});

test("the work is told to stop so long before Lambda would end it", async () => {
  const call = taskEntry({
    identity,
    order,
    reserveMilliseconds: 30_000,
    work: async (_, signal) => {
      await pause(10_000, undefined, { signal }).catch(() => undefined);
      return { stopped: signal.aborted };
    },
  });
  expect(await call({ segment: 0 }, { getRemainingTimeInMillis: () => 30_001 })).toEqual({ stopped: true });
});

test.each([
  ["that fails", { segment: 0 }, "no"],
  ["that is none", { segment: "first" }, "segment: "],
])("an order %s is logged and fails, so that the state machine tries again", async (_what, raw, why) => {
  const lines = writtenLines();
  const call = taskEntry({
    ...{ identity, order, reserveMilliseconds: 0 },
    write: lines.write,
    work: async () => {
      throw new Error("no");
    },
  });
  await expect(call(raw)).rejects.toThrow(why);
  expect(lines.logs()).toEqual([expect.objectContaining({ level: "error", message: "task failed" })]);
});

test("an empty event is answered with what the function is", async () => {
  const call = taskEntry({ identity, order, reserveMilliseconds: 0, work: async () => undefined });
  expect(await call({})).toEqual({ smoke: true, ...identity });
});
