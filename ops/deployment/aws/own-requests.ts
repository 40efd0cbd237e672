import { randomUUID } from "node:crypto";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { Targets } from "../ports.ts";

/** So many are under way at a time. */
const AT_ONCE = 4;

/** What the correlation ids of our own requests begin with. */
const OWN = "canary/";

/** Whether a correlation id is one of a request of our own, or of a verification: no user sent it. */
export function isOwnRequest(correlationId: unknown): boolean {
  return typeof correlationId === "string" && /^(?:canary\/|verify-)/.test(correlationId);
}

/** A request of our own that broke its invocation, at the moment (epoch milliseconds) when that was known. */
export type BrokenRequest = { readonly function: string; readonly version: string; readonly at: number };

/** What may be asked of each function without anything changing. */
const ASKED: Readonly<Record<string, { readonly path: string; readonly query?: Readonly<Record<string, string>> }>> = {
  health: { path: "/health" },
  api: { path: "/jobs", query: { limit: "1" } },
};

export type OwnRequests = {
  readonly stage: Stage;
  readonly lambda: LambdaClient;
  /** Those without a next version, or that nothing can be asked of, are not asked. */
  readonly targets: Targets;
  /** To each of the two sides, divided among the functions. */
  readonly count: number;
  readonly key: string;
  readonly tell: (broken: BrokenRequest) => void;
};

/** Sends requests to the versions themselves, past the alias, and returns how many each side was sent. How they are answered is read from the logs; a request that could not be sent is thrown. */
export async function ownRequests(
  { stage, lambda, targets, count, key, tell }: OwnRequests,
  signal: AbortSignal,
): Promise<number> {
  const pairs = Object.entries(targets).flatMap(([name, { version, next }]) => {
    const asked = ASKED[name];
    if (asked === undefined || next === undefined) return [];
    return [[version, next.version].map((one) => ({ function: name, version: one, ...asked }))];
  });
  if (pairs.length === 0) return 0;
  const waiting = Array.from({ length: count }, (_, nth) => pairs[nth % pairs.length] ?? []).flat();
  const sender = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { function: name, version } = one;
      const event = {
        ...{ httpMethod: "GET", path: one.path, queryStringParameters: one.query ?? null, body: null },
        headers: { "x-api-key": key, "x-correlation-id": `${OWN}${randomUUID()}` },
      };
      const asked = {
        FunctionName: `atlas-codex-${name}-${stage}`,
        Qualifier: version,
        Payload: JSON.stringify(event),
      };
      const { FunctionError } = await lambda.send(new InvokeCommand(asked), { abortSignal: signal });
      if (FunctionError !== undefined) tell({ function: name, version, at: Date.now() });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return count;
}
