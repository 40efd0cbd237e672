import * as z from "zod";
import { unreadable } from "../failure.ts";

const Check = z.object({
  name: z.string(),
  verdict: z.enum(["passed", "failed", "undecided"]),
  detail: z.string().optional(),
  milliseconds: z.number(),
});

const DeepHealth = z.object({ stage: z.string(), version: z.string(), checks: z.array(Check) });
/** What a stage's deep health check answers; each check has a verdict of its own. */
export type DeepHealth = z.infer<typeof DeepHealth>;

const TIMEOUT_MILLISECONDS = 20_000;

export type DeepHealthArgs = { apiUrl: string; masterKey: string };

/** Asks a stage for its deep health check; `unreadable` when there is no answer, or not one of that shape. */
export async function readDeepHealth({ apiUrl, masterKey }: DeepHealthArgs, signal: AbortSignal): Promise<DeepHealth> {
  const url = `${apiUrl}/health?deep=1`;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  let status: number;
  let body: unknown;
  try {
    const answer = await fetch(url, { headers: { "x-api-key": masterKey }, signal: limited });
    status = answer.status;
    body = await answer.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreadable(`${url} gave no usable answer: ${reason(error)}`, "Look at the health function's log.", error);
  }
  return deepHealthIn({ path: url, status, body });
}

/** The deep health check in an answer to `path`; `unreadable` when it is not of that shape. */
export function deepHealthIn({ path, status, body }: { path: string; status: number; body: unknown }): DeepHealth {
  const health = DeepHealth.safeParse(body);
  if (health.success) return health.data;
  throw unreadable(
    `${path} answered ${status} without a list of checks.`,
    "Is the deployed version this one? pulumi stack output versions",
  );
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
