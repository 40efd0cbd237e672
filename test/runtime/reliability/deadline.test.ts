import { expect, test } from "vitest";
import { deadline, until } from "../../../runtime/reliability/deadline.ts";

test("a deadline ends with a TimeoutError when its time is over", async () => {
  const signal = deadline(5, new AbortController().signal);
  await expect(until(new Promise(() => undefined), signal)).rejects.toMatchObject({ name: "TimeoutError" });
});

test("a deadline ends earlier when the caller's signal does, with its reason", async () => {
  const caller = new AbortController();
  const waiting = until(new Promise(() => undefined), deadline(60_000, caller.signal));
  caller.abort(new Error("the caller left"));
  await expect(waiting).rejects.toThrow("the caller left");
});

test("work that is done in time keeps its own outcome", async () => {
  const signal = deadline(1_000, new AbortController().signal);
  await expect(until(Promise.resolve(7), signal)).resolves.toBe(7);
  await expect(until(Promise.reject(new Error("its own")), signal)).rejects.toThrow("its own");
});

test("a signal that has already ended is not waited for", async () => {
  await expect(until(Promise.resolve(7), AbortSignal.abort(new Error("over")))).rejects.toThrow("over");
});
