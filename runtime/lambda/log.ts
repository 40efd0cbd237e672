import { errorChain } from "./error-chain.ts";
import { identityMembers } from "./identity.ts";
import { instantText } from "./instant.ts";
import { currentInvocation, writeLine } from "./invocation.ts";
import { type LogFields, membersOf, quoted } from "./members.ts";

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
  let line = `{"level":"${level}","time":"${instantText(Date.now())}","message":${quoted(message)}`;
  if (invocation !== undefined) {
    const { inLogs } = identityMembers(invocation.identity);
    line += `${inLogs},"correlationId":${quoted(invocation.correlationId)}${membersOf(invocation.fields)}`;
  }
  line += membersOf(fields);
  if (error !== undefined) line += `,"error":${JSON.stringify(errorChain(error))}`;
  (invocation?.write ?? writeLine)(`${line}}`);
}
