import { expect, test } from "vitest";
import type { LogEvent } from "../../../ops/logs/log-event.ts";
import { type ShowLogsArgs, showLogs } from "../../../ops/logs/show-logs.ts";

const START = 1_000_000;

type Logged = LogEvent & { readonly seenFrom?: number };

/** Logs in memory, and one reading after the other: an event can be seen from a reading on. */
function reading(logged: readonly Logged[], args: Partial<ShowLogsArgs> & { readings?: number } = {}) {
  const written: string[] = [];
  const notes: string[] = [];
  const asked: { function: string; from: number; to: number | undefined }[] = [];
  const stop = new AbortController();
  let round = 0;
  const ended = showLogs(
    {
      ...{ functions: ["api", "worker"], since: START, follow: (args.readings ?? 1) > 1 },
      ...{ wanted: { errors: false, correlation: undefined }, form: { kind: "json" } },
      async *pages({ function: name, from, to }) {
        asked.push({ function: name, from, to });
        const there = logged.filter(({ seenFrom = 0, at }) => seenFrom <= round && at >= from);
        yield there.filter((event) => event.function === name);
      },
      write: async (text) => {
        written.push(JSON.parse(text).message);
        return true;
      },
      note: (sentence) => notes.push(sentence),
      now: () => START + 100_000 + 2_000 * round,
      sleep: async () => {
        round += 1;
        if (round >= (args.readings ?? 1)) stop.abort();
        stop.signal.throwIfAborted();
      },
      ...args,
    },
    stop.signal,
  );
  return { written, notes, asked, ended, stop };
}

const event = (name: string, at: number, more: Partial<Logged> = {}): Logged => ({
  ...{ id: `${name}-${at}`, at: START + at, function: name, text: `${name} ${at}` },
  ...more,
});

test("what functions wrote comes in time order, up to now", async () => {
  const { written, asked, ended } = reading([event("worker", 20), event("api", 10), event("api", 30)]);
  expect(await ended).toBe(0);
  expect(written).toEqual(["api 10", "worker 20", "api 30"]);
  expect(asked.map(({ to }) => to)).toEqual([START + 100_000, START + 100_000]);
});

test("a log that is followed shows each event once, also one that arrives late, and Ctrl-C ends it well", async () => {
  const { written, ended } = reading(
    [event("api", 70_000), event("worker", 40_000, { seenFrom: 1 }), event("api", 72_000, { seenFrom: 2 })],
    { readings: 5 },
  );
  expect(await ended).toBe(0);
  expect(written).toEqual(["api 70000", "worker 40000", "api 72000"]);
});

test("two equal texts of one moment are two events", async () => {
  const { written, ended } = reading([event("api", 1, { id: "a" }), event("api", 1, { id: "b" })], { readings: 3 });
  await ended;
  expect(written).toEqual(["api 1", "api 1"]);
});

test("a log that cannot be read is told once, the others are shown, and the exit code is 3", async () => {
  const refused = Object.assign(new Error("no"), { name: "AccessDeniedException" });
  const { written, notes, ended } = reading([], {
    readings: 3,
    async *pages({ function: name }) {
      if (name === "worker") throw refused;
      yield [event("api", 1)];
    },
  });
  expect(await ended).toBe(3);
  expect(written).toEqual(["api 1"]);
  expect(notes).toEqual([expect.stringMatching(/^The log of worker could not be read: .*logs:FilterLogEvents/)]);
});

test("a reading that breaks off goes on later where it was, without showing anything twice", async () => {
  let failed = false;
  const { written, notes, ended } = reading([], {
    readings: 3,
    functions: ["api"],
    async *pages() {
      yield [event("api", 1), event("api", 2)];
      if (!failed) {
        failed = true;
        throw new Error("connection reset");
      }
      yield [event("api", 3)];
    },
  });
  await ended;
  expect(written).toEqual(["api 1", "api 2", "api 3"]);
  expect(notes).toHaveLength(1);
});

test("a reader that goes away ends it, even while it is followed", async () => {
  const { ended } = reading([event("api", 1), event("api", 2)], { follow: true, write: async () => false });
  expect(await ended).toBe(0);
});

test("Ctrl-C before the end of a single reading says that there may be more", async () => {
  const interrupted = reading([], {
    async *pages(_, signal) {
      yield [event("api", 1)];
      interrupted.stop.abort();
      signal.throwIfAborted();
    },
  });
  expect(await interrupted.ended).toBe(3);
  expect(interrupted.notes).toEqual(["Interrupted: there may be more than what is shown."]);
});
