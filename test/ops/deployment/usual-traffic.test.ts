import { expect, test } from "vitest";
import type { Observed, Traffic } from "../../../ops/deployment/ports.ts";
import { usualTraffic } from "../../../ops/deployment/usual-traffic.ts";

const { signal } = new AbortController();
const NOW = 1_795_000_000_000;
const MINUTE = 60_000;
const target = { version: "1", next: { version: "2", weight: 0 } };

/** A stage whose functions are asked so often a minute; of our own requests all are answered by `api`. */
function stageAsked(usersAMinute: Readonly<Record<string, number>>) {
  let now = NOW;
  let sent = 0;
  const read: string[] = [];
  const served = (requests: number) => ({ requests, errors: 0, durations: Array.from({ length: requests }, () => 10) });
  const traffic: Traffic = {
    async observe(targets, { since, until }) {
      read.push(`${Object.keys(targets)} ${(until - since) / 1_000} s`);
      const seen = Object.keys(targets).flatMap((name): readonly Observed[] => {
        const users = Math.round(((until - since) / MINUTE) * (usersAMinute[name] ?? 0));
        return [
          { function: name, own: false, current: served(users), next: served(0) },
          { function: name, own: true, current: served(name === "api" ? sent : 0), next: served(0) },
        ];
      });
      sent = 0;
      return seen.filter(({ current }) => current.requests > 0);
    },
    async send(targets, count) {
      sent = "api" in targets ? count : 0;
      return sent;
    },
  };
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const ports = { traffic, sleep, now: () => now };
  const targets = Object.fromEntries(Object.keys(usersAMinute).map((name) => [name, target]));
  return { read, usual: () => usualTraffic({ ports, targets }, signal) };
}

test.each([
  [200, ["api 60 s"]],
  [199, ["api 60 s", "api 180 s"]],
  [49, ["api 60 s", "api 180 s", "api 660 s"]],
  [0, ["api 60 s", "api 180 s", "api 660 s"]],
])("%s requests a minute are looked for no further back than they are enough, and read once", async (api, before) => {
  const { read, usual } = stageAsked({ api });
  const seen = await usual();
  expect(read).toEqual([...before, "api 10 s"]);
  expect(seen.filter(({ own }) => own).map(({ current }) => current.requests)).toEqual([200]);
});

test("of several functions only those that had too few are looked for further back", async () => {
  const { read, usual } = stageAsked({ api: 1_000, worker: 60, stream: 1 });
  await usual();
  expect(read).toEqual(["api,worker,stream 60 s", "worker,stream 180 s", "stream 660 s", "api,worker,stream 10 s"]);
});

test("where nothing of our own can be asked nothing more is read", async () => {
  const { read, usual } = stageAsked({ worker: 300 });
  expect(await usual()).toMatchObject([{ function: "worker", own: false, current: { requests: 300 } }]);
  expect(read).toEqual(["worker 60 s"]);
});
