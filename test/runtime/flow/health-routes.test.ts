import { describe, expect, it } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import { type HealthPorts, healthRoutes } from "../../../runtime/flow/health-routes.ts";
import { type ReadinessCheck, readiness } from "../../../runtime/flow/readiness.ts";
import { clock } from "../../contract/clock.ts";
import { isFilledBy } from "../lambda/lines.ts";

const { signal } = new AbortController();
const well: ReadinessCheck = { name: "well", run: async () => "3 waiting" };
const ill: ReadinessCheck = { name: "ill", run: () => Promise.reject(new Error("AccessDenied on arn:aws:secret")) };
const slow: ReadinessCheck = { name: "slow", run: () => new Promise<never>(() => undefined) };
const onFailure = () => undefined;

describe("readiness", () => {
  it("gives every check a verdict of its own, each in bounded time", async () => {
    const busy = { name: "busy", run: () => Promise.reject(new Failure("unavailable", "Not now.")) };
    const run = { checks: [well, ill, slow, busy], milliseconds: 30, onFailure };
    const { ready, checks } = await readiness(run, signal);
    expect(ready).toBe(false);
    expect(checks.map(({ name, verdict, detail }) => [name, verdict, detail])).toEqual([
      ["well", "passed", "3 waiting"],
      ["ill", "failed", "failed; the log has more under this correlation id"],
      ["slow", "undecided", "no answer within 30 ms"],
      ["busy", "failed", "Not now."],
    ]);
  });

  it("is given when every check passed, and only then", async () => {
    expect((await readiness({ checks: [well], milliseconds: 30, onFailure }, signal)).ready).toBe(true);
    expect((await readiness({ checks: [well, slow], milliseconds: 5, onFailure }, signal)).ready).toBe(false);
  });

  it("tells the log why", async () => {
    const told: unknown[] = [];
    const note = (name: string, { cause }: Failure) => void told.push([name, String(cause)]);
    await readiness({ checks: [ill], milliseconds: 30, onFailure: note }, signal);
    expect(told).toEqual([["ill", "Error: AccessDenied on arn:aws:secret"]]);
  });
});

describe("the health routes", () => {
  const ask = async (ports: Partial<HealthPorts>, query: Record<string, string> = {}) => {
    const all = { stage: "preview", version: "v1", short: [well], deep: [well], onFailure, now: Date.now, ...ports };
    const [route] = healthRoutes(all);
    return route?.answer({ body: undefined, path: {}, query, correlationId: "c" }, signal);
  };

  it("answer shortly with status, stage and version", async () => {
    expect(await ask({})).toEqual({ status: 200, body: { status: "healthy", stage: "preview", version: "v1" } });
  });

  it("answer 503 when what they rest on fails", async () => {
    expect(await ask({ short: [ill] })).toMatchObject({ status: 503, body: { status: "unhealthy" } });
  });

  it("answer deeply with every check", async () => {
    const answer = await ask({ deep: [well, ill] }, { deep: "1" });
    expect(answer).toMatchObject({
      status: 503,
      body: { status: "unhealthy", checks: [{ name: "well" }, { name: "ill", verdict: "failed" }] },
    });
  });

  it("call nothing again for a while when anyone asks shortly", async () => {
    const time = clock();
    let calls = 0;
    const counted = { name: "counted", run: async () => void calls++ as undefined };
    const [route] = healthRoutes({ stage: "s", version: "v", short: [counted], deep: [], onFailure, now: time.now });
    const again = () => route?.answer({ body: undefined, path: {}, query: {}, correlationId: "c" }, signal);
    await again();
    await again();
    expect(calls).toBe(1);
    time.pass(5_000);
    await again();
    expect(calls).toBe(2);
  });

  it("mark the answer for which something was called, and no other", async () => {
    const [route] = healthRoutes({ stage: "s", version: "v", short: [well], deep: [], onFailure, now: () => 0 });
    const request = { body: undefined, path: {}, query: {}, correlationId: "c" };
    const ask = () => route?.answer(request, signal);
    expect([await isFilledBy(ask), await isFilledBy(ask)]).toEqual([true, false]);
  });
});
