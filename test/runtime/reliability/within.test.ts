import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { within } from "../../../runtime/reliability/within.ts";

const never = () => new Promise<never>(() => undefined);
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("work that is done in time gives its outcome, and leaves neither timer nor listener", async () => {
  const { signal } = new AbortController();
  const before = timers();
  expect(await within({ milliseconds: 60_000, work: async () => 7 }, signal)).toBe(7);
  await expect(within({ milliseconds: 60_000, work: () => Promise.reject(new Error("x")) }, signal)).rejects.toThrow(
    "x",
  );
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(timers()).toBeLessThanOrEqual(before);
});

test("work that takes longer is told, and is not waited for", async () => {
  const { signal } = new AbortController();
  let told: AbortSignal | undefined;
  const work = (inner: AbortSignal) => {
    told = inner;
    return never();
  };
  await expect(within({ milliseconds: 5, work }, signal)).rejects.toMatchObject({ name: "TimeoutError" });
  expect(told?.aborted).toBe(true);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("the caller's end is the work's end, with the caller's reason", async () => {
  const caller = new AbortController();
  const doing = within({ milliseconds: 60_000, work: never }, caller.signal);
  caller.abort(new Error("over"));
  await expect(doing).rejects.toThrow("over");
  await expect(within({ milliseconds: 5, work: never }, caller.signal)).rejects.toThrow("over");
});

test("work whose caller ends while it starts is not left alone with its error", async () => {
  const caller = new AbortController();
  const work = async () => {
    caller.abort(new Error("over"));
    throw new Error("own");
  };
  await expect(within({ milliseconds: 5, work }, caller.signal)).rejects.toThrow("over");
});
