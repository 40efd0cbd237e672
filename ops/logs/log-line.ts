import type { LogEvent } from "./log-event.ts";

type Members = Readonly<Record<string, unknown>>;

/** What an event says: a line our functions wrote, a metric of theirs, a word of the Lambda platform, or any other text. */
export type LogLine =
  | { readonly kind: "ours"; readonly level: string; readonly message: string; readonly members: Members }
  | { readonly kind: "metric"; readonly members: Members }
  | { readonly kind: "platform"; readonly failed: boolean }
  | { readonly kind: "text"; readonly failed: boolean };

const PLATFORM = /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|XRAY) /;
const PLATFORM_FAILED = /\bStatus: (error|timeout)\b/i;
/** What a runtime writes when a function throws, dies or is stopped. */
const FAILED = /\b(ERROR|Task timed out|Runtime exited|signal: killed|Unhandled|Uncaught)\b|(Error|Exception)\b/;

/** Reads an event; whatever is not a line of ours is kept as what it is. */
export function logLine(text: string): LogLine {
  const members = objectIn(text);
  if (members !== undefined && "_aws" in members) return { kind: "metric", members };
  if (members !== undefined && typeof members.level === "string" && typeof members.message === "string") {
    return { kind: "ours", level: members.level, message: members.message, members };
  }
  if (PLATFORM.test(text)) return { kind: "platform", failed: PLATFORM_FAILED.test(text) };
  return { kind: "text", failed: FAILED.test(text) };
}

export type Wanted = {
  readonly errors: boolean;
  readonly correlation: string | undefined;
};

/** Whether an event is among what was asked for. An error that only the runtime told of is one, too. */
export function isWanted({ event, line, wanted }: { event: LogEvent; line: LogLine; wanted: Wanted }): boolean {
  return (!wanted.errors || isError(line)) && (wanted.correlation === undefined || carries(wanted.correlation));

  function carries(id: string): boolean {
    return "members" in line ? line.members.correlationId === id : event.text.includes(id);
  }
}

function isError(line: LogLine): boolean {
  if (line.kind === "metric") return false;
  return line.kind === "ours" ? line.level === "error" : line.failed;
}

function objectIn(text: string): Members | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Members;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
