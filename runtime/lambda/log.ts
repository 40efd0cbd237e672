import { errorChain } from "./error-chain.ts";
import { instantText } from "./instant.ts";
import { currentInvocation, type LogFields, writeLine } from "./invocation.ts";

export type LogLevel = "info" | "warn" | "error";

export type LogEntry = {
  readonly level: LogLevel;
  /** What happened, the same words each time; what varies goes into fields. */
  readonly message: string;
  readonly fields?: LogFields;
  readonly error?: unknown;
};

/** Writes one JSON line with the current invocation's identity, correlation id and fields. Fields are flat: no page content, no secrets. */
export function log({ level, message, fields, error }: LogEntry): void {
  const invocation = currentInvocation();
  const time = instantText(Date.now());
  const own = error === undefined ? fields : { ...fields, error: errorChain(error) };
  const head = `{"level":"${level}","time":"${time}","message":${JSON.stringify(message)}`;
  const parts = [head, membersOf(invocation?.identity), membersOf(invocation?.fields), membersOf(own)];
  if (invocation !== undefined) parts.splice(2, 0, membersOf({ correlationId: invocation.correlationId }));
  (invocation?.write ?? writeLine)(`${parts.join("")}}`);
}

/** An object's members as they continue another one: `,"a":1`; nothing for none. */
function membersOf(object: object | undefined): string {
  if (object === undefined) return "";
  const text = JSON.stringify(object);
  return text === "{}" ? "" : `,${text.slice(1, -1)}`;
}
