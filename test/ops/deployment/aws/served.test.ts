import { expect, test } from "vitest";
import { CountedInvocations } from "../../../../ops/deployment/aws/counted-invocations.ts";
import { ServedCount } from "../../../../ops/deployment/aws/served.ts";

const metric = (members: object) => JSON.stringify({ _aws: { Timestamp: 1, CloudWatchMetrics: [] }, ...members });
const http = (seconds: number, faults = 0) =>
  metric({ "http.server.request.duration": seconds, "http.server.request.faults": faults });
type Line = readonly [stream: string, text: string];
/** What is counted in each of several windows that are read one after the other. */
const windows = (...read: readonly (readonly Line[])[]) => {
  const counted = new CountedInvocations();
  return read.map((lines) => {
    const count = new ServedCount(counted);
    for (const [stream, text] of lines) count.add({ stream, text });
    return count.served({ ownBroken: 0 }).others;
  });
};
const served = (...lines: readonly Line[]) => windows(lines)[0];

test("each request, message, change and frame counts once, by its own measure", () => {
  expect(
    served(
      ["a", "START RequestId: 1 Version: 3"],
      ["a", '{"level":"info","message":"request","status":200,"seconds":0.25}'],
      ["a", http(0.25)],
      ["a", metric({ "messaging.process.duration": 2, "messaging.process.failures": 1 })],
      ["a", metric({ "stream.process.duration": 0.5, "stream.process.failures": 0 })],
      ["a", metric({ "socket.process.duration": 1, "socket.process.faults": 0 })],
      ["a", metric({ "model.tokens": 7 })],
      ["a", "END RequestId: 1"],
      ["a", "REPORT RequestId: 1\tDuration: 250.00 ms"],
    ),
  ).toEqual({ requests: 4, errors: 1, durations: [250, 2000, 500, 1000] });
});

const ENDS = [
  ["ran out of time", "2026-11-21T17:00:00Z 1 Task timed out after 3.00 seconds"],
  ["lost its process", "RequestId: 1 Error: Runtime exited with error: exit status 1"],
  ["threw", "2026-11-21T17:00:00Z\t1\tERROR\tInvoke Error \t{}"],
  ["threw aside", "2026-11-21T17:00:00Z\t1\tERROR\tUnhandled Promise Rejection \t{}"],
  ["is reported as failed", "REPORT RequestId: 1\tDuration: 3000.00 ms\tStatus: timeout"],
] as const;

test.each(ENDS)("an invocation that %s is one request and one error, however often that is said", (_, text) => {
  const start = ["a", "START RequestId: 1 Version: 3"] as const;
  const report = ["a", "REPORT RequestId: 1\tDuration: 3000.00 ms\tStatus: error"] as const;
  const again = ["b", "START RequestId: 2 Version: 3"] as const;
  expect(served(start, ["a", text], report, again, ["b", http(0.1)])).toEqual({
    requests: 2,
    errors: 1,
    durations: [100],
  });
});

test.each(ENDS)("an invocation that %s windows after it began counts once, where that is said", (_, text) => {
  const report = ["a", "REPORT RequestId: 1\tDuration: 29000.00 ms\tStatus: timeout"] as const;
  const counts = windows([["a", "START RequestId: 1 Version: 3"]], [["b", http(0.1)]], [["a", text], report], [report]);
  expect(counts.map(({ requests, errors }) => `${errors} of ${requests}`)).toEqual([
    ...["0 of 0", "0 of 1", "1 of 1", "0 of 0"],
  ]);
});

test("of the invocations that were counted only the newest are remembered", () => {
  const counted = new CountedInvocations(2);
  expect(["1", "2", "2", "3", "3", "2", "1"].map((id) => counted.isFirst(id))).toEqual([
    ...[true, true, false, true, false, false, true],
  ]);
});

test("how long an instance's first request took is left out: the instance was new", () => {
  const cold = ["a", "REPORT RequestId: 1\tDuration: 900.00 ms\tInit Duration: 400.00 ms"] as const;
  const warm = ["a", "REPORT RequestId: 2\tDuration: 90.00 ms"] as const;
  expect(served(["a", http(0.9)], cold, ["a", http(0.09)], warm)).toEqual({ requests: 2, errors: 0, durations: [90] });
});

test("how long a request took that filled what its instance keeps is left out, and no other for it", () => {
  const filled = metric({ "http.server.request.duration": 0.9, "http.server.request.faults": 1, filled: true });
  const cold = ["a", "REPORT RequestId: 2\tDuration: 900.00 ms\tInit Duration: 400.00 ms"] as const;
  const told = served(["a", http(0.09)], ["a", "REPORT RequestId: 1\tDuration: 90.00 ms"], ["a", filled], cold);
  expect(told).toEqual({ requests: 2, errors: 1, durations: [90] });
});

test("an instance that could not load counts with the invocation it was for", () => {
  const crash = "2026-11-21T17:00:00Z\tundefined\tERROR\tUncaught Exception \t{}";
  const init = "INIT_REPORT Init Duration: 9.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError";
  expect(served(["a", crash], ["a", init])).toEqual({ requests: 0, errors: 0, durations: [] });
  const start = "START RequestId: 1 Version: 3";
  expect(served(["a", crash], ["a", init], ["a", start], ["a", crash])).toMatchObject({ requests: 1, errors: 1 });
  const report = "REPORT RequestId: 1\tDuration: 9.00 ms\tStatus: error\tError Type: Runtime.ExitError";
  const apart = windows([["a", start]], [["a", crash]], [["a", report]]);
  expect(apart.map(({ errors }) => errors)).toEqual([0, 0, 1]);
});

test.each([
  JSON.stringify({ level: "error", message: "2026-11-21T17:00:00Z 1 Task timed out after all" }),
  "2026-11-21T17:00:00Z\t1\tINFO\tTask timed out after all",
  "REPORT RequestId: 1\tDuration: 3000.00 ms",
])("a line that only speaks of such an end is none: %s", (line) => {
  const start = ["a", "START RequestId: 1 Version: 3"] as const;
  expect(served(start, ["a", line])).toEqual({ requests: 0, errors: 0, durations: [] });
});

test("requests of our own are apart from the others, broken ones as far as they are known", () => {
  const count = new ServedCount(new CountedInvocations());
  const own = { correlationId: "canary/1", "http.server.request.duration": 1, "http.server.request.faults": 1 };
  for (const text of [http(0.1), metric(own)]) count.add({ stream: "a", text });
  for (const invocation of [1, 2, 3]) {
    count.add({ stream: "b", text: `2026-11-21T17:00:00Z ${invocation} Task timed out after 3.00 seconds` });
  }
  expect(count.served({ ownBroken: 2 })).toEqual({
    own: { requests: 3, errors: 3, durations: [1000] },
    others: { requests: 2, errors: 1, durations: [100] },
  });
  expect(count.served({ ownBroken: 9 }).others).toEqual({ requests: 1, errors: 0, durations: [100] });
});
