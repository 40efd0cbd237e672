import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import { callApi } from "../http/call-api.ts";

export type StageCall = {
  readonly outputs: Pick<StackOutputs, "stage" | "region" | "apiUrl">;
  readonly masterKey: string;
  /** With its query. */
  readonly path: string;
  /** Sent as JSON with POST; without it the call is a GET. */
  readonly body?: unknown;
  readonly correlationId: string;
};

/** A way to a stage's functions; which versions lie behind it, no step needs to know. */
export type Door = {
  /** The version or alias of a function that is looked at and asked. */
  readonly qualifier: (name: string) => string;
  /** One call of the stage's API; `unreadable` when there is no usable answer. */
  readonly call: (call: StageCall, signal: AbortSignal) => Promise<{ status: number; body: unknown }>;
};

/** The alias to which everything goes that calls a function. */
export const LIVE = "live";

/** The way that everybody takes: the public API, and the alias behind it. */
export const PUBLIC_DOOR: Door = {
  qualifier: () => LIVE,
  call: ({ outputs, ...call }, signal) => callApi({ ...call, apiUrl: outputs.apiUrl }, signal),
};
