import { unreadable } from "../failure.ts";

export type ApiCall = {
  apiUrl: string;
  masterKey: string;
  /** With its query. */
  path: string;
  /** Sent as JSON with POST; without it the call is a GET. */
  body?: unknown;
  correlationId: string;
};

const TIMEOUT_MILLISECONDS = 30_000;

/** One call of a stage's API; `unreadable` when there is no answer or it is not JSON. */
export async function callApi(call: ApiCall, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  const { apiUrl, masterKey, path, body, correlationId } = call;
  const headers = { "x-api-key": masterKey, "x-correlation-id": correlationId, "content-type": "application/json" };
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  try {
    const answer = await fetch(`${apiUrl}${path}`, { ...sent, headers, signal: limited });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    if (signal.aborted) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(`${apiUrl}${path} gave no usable answer: ${why}`, "Look at the api function's log.", error);
  }
}
