import type { Failure } from "../domain/failure.ts";
import { type HttpAnswer, type HttpRoute, httpRoute } from "../lambda/http-route.ts";
import { filling } from "../lambda/invocation.ts";
import { type Readiness, type ReadinessCheck, readiness } from "./readiness.ts";

export type HealthPorts = {
  readonly stage: string;
  readonly version: string;
  /** What the short answer rests on: cheap, because anyone may ask. */
  readonly short: readonly ReadinessCheck[];
  /** Everything the service needs. */
  readonly deep: readonly ReadinessCheck[];
  readonly onFailure: (name: string, failure: Failure) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

const SHORT_MILLISECONDS = 2_000;
const DEEP_MILLISECONDS = 4_000;

/** Anyone may ask for the short answer: within this time everyone gets the same one, and nothing is called again. */
const KEPT_MILLISECONDS = 5_000;

/** `GET /health`: short and open, or with `?deep=1` and a key every check with its own verdict. */
export function healthRoutes(ports: HealthPorts): readonly HttpRoute[] {
  const short = keptFor(KEPT_MILLISECONDS, ports.now, (signal) =>
    readiness({ checks: ports.short, milliseconds: SHORT_MILLISECONDS, onFailure: ports.onFailure }, signal),
  );
  return [
    httpRoute({
      method: "GET",
      path: "/health",
      access: ({ deep }) => (deep === "1" ? "key" : "open"),
      async answer({ query }, signal) {
        if (query.deep !== "1") return answerFor((await short(signal)).ready, ports, {});
        const run = { checks: ports.deep, milliseconds: DEEP_MILLISECONDS, onFailure: ports.onFailure };
        const { ready, checks } = await readiness(run, signal);
        return answerFor(ready, ports, { checks });
      },
    }),
  ];
}

function answerFor(ready: boolean, { stage, version }: HealthPorts, more: Partial<Readiness>): HttpAnswer {
  const status = ready ? "healthy" : "unhealthy";
  return { status: ready ? 200 : 503, body: { status, stage, version, ...more } };
}

function keptFor(
  milliseconds: number,
  now: () => number,
  ask: (signal: AbortSignal) => Promise<Readiness>,
): (signal: AbortSignal) => Promise<Readiness> {
  let kept: { readonly answer: Readiness; readonly at: number } | undefined;
  return async (signal) => {
    if (kept === undefined || now() - kept.at >= milliseconds) kept = { answer: await filling(ask)(signal), at: now() };
    return kept.answer;
  };
}
