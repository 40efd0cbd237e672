import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { loggedTraffic } from "../../../../ops/deployment/aws/traffic.ts";
import { type Answered, fakeAws, refusal } from "../../aws/live/fake-aws.ts";

const { signal } = new AbortController();
const target = { version: "1", next: { version: "2", weight: 0.05 } };
const trafficOf = (answer: Parameters<typeof fakeAws>[0]) => {
  const { options: client, asked } = fakeAws(answer);
  return { asked, traffic: loggedTraffic({ stage: "preview", client, masterKey: async () => "key" }) };
};
const page = (...lines: readonly (readonly [version: number, message: string])[]): Answered => ({
  body: {
    events: lines.map(([version, message], at) => ({
      ...{ eventId: `${at}`, timestamp: at, message, logStreamName: `2026/11/21/[${version}]${version}` },
    })),
  },
});

/** Lets the time that somebody waits pass at once. */
async function without<Answer>(waiting: () => Promise<Answer>): Promise<Answer> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  let done = false;
  const end = waiting().finally(() => {
    done = true;
  });
  while (!done) {
    await setImmediate();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  return end;
}

test("the functions' logs are read one after the other, and refusals for the rate are waited out", async () => {
  const refused = 8;
  const measured = JSON.stringify({ _aws: {}, "http.server.request.duration": 0.1 });
  const { asked, traffic } = trafficOf(({ input }, count) => {
    if (count === 1) return { body: { ...Object(page([1, measured]).body), nextToken: "more" } };
    if (count <= 1 + refused) return refusal("ThrottlingException");
    return input.nextToken === undefined ? page([2, measured]) : page([1, measured]);
  });
  const targets = { api: target, worker: target };
  const seen = await without(() => traffic.observe(targets, { since: 0, until: 9 }, signal));
  const [none, one, two] = [0, 1, 2].map((requests) => expect.objectContaining({ requests }));
  expect(seen).toEqual([
    { function: "api", own: false, current: two, next: none },
    { function: "worker", own: false, current: none, next: one },
  ]);
  const groups = asked.map(({ input }) => String(input.logGroupName).split("-")[2]);
  expect(groups).toEqual([...Array(refused + 2).fill("api"), "worker"]);
});

test("an invocation that dies while after it began is an error once, however often its end is read", async () => {
  const report = "REPORT RequestId: 7\tDuration: 29000.00 ms\tStatus: timeout";
  const windows = [page([2, "START RequestId: 7 Version: 2"]), page([2, report]), page([2, report])];
  const { traffic } = trafficOf((_, count) => windows[count - 1] ?? { body: {} });
  const seen = [];
  for (const _ of windows) seen.push(await traffic.observe({ api: target }, { since: 0, until: 9 }, signal));
  const died = { function: "api", next: { requests: 1, errors: 1 } };
  expect(seen).toMatchObject([[], [died], []]);
});

test("a request of our own that is refused for its rate is sent again, and counts once", async () => {
  const { asked, traffic } = trafficOf((_, count) =>
    count <= 4 ? refusal("TooManyRequestsException", 429) : { body: {} },
  );
  expect(await without(() => traffic.send({ api: target }, 1, signal))).toBe(1);
  const answered = asked.filter(({ path }) => path.includes("atlas-codex-api-preview"));
  expect(answered).toHaveLength(2 + 4);
});

test("nothing is asked of functions that have no question that changes nothing", async () => {
  const { asked, traffic } = trafficOf(() => ({ body: {} }));
  expect(await traffic.send({ worker: target }, 3, signal)).toBe(0);
  expect(asked).toEqual([]);
});
