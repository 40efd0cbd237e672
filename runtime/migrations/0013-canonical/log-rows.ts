import type { Fields, Value } from "../plain/value.ts";
import { readMilliseconds, readSeconds } from "./instant.ts";
import { isoText, writeMilliseconds, writeSeconds } from "./instant-text.ts";
import { CANONICAL_KEYS, type LogKeys, logLine, logMap, readLogs } from "./logs.ts";
import { pathOf, valueAt } from "./path.ts";
import { writtenAt } from "./rows.ts";
import type { Row } from "./shape.ts";

type Logs = Row<readonly Fields[] | undefined>;

type LogForm = {
  readonly keys?: LogKeys;
  /** Whether numbers are seconds. */
  readonly seconds?: boolean;
  readonly write: (entries: readonly Fields[]) => Value;
};

/** LOGS, written as lines of one text. */
export function textLogs(pointer: string): Logs {
  return logs(pointer, { write: (entries) => entries.map(logLine).join("\n") });
}

/** LOGS, written as a list of lines. */
export function lineLogs(pointer: string): Logs {
  return logs(pointer, { write: (entries) => entries.map(logLine) });
}

const TIMES = { iso: isoText, milliseconds: writeMilliseconds, seconds: writeSeconds } as const;

export type MapLogOptions = LogKeys & {
  readonly time: keyof typeof TIMES;
  /** Whether the level `info` goes without saying. */
  readonly quiet?: boolean;
};

/** LOGS, written as a list of maps with the shape's own names. */
export function mapLogs(pointer: string, { time, quiet = false, ...keys }: MapLogOptions): Logs {
  const writing = { keys, time: TIMES[time], quiet };
  const write = (entries: readonly Fields[]) => entries.map((entry) => logMap(entry, writing));
  return logs(pointer, { keys, seconds: time === "seconds", write });
}

function logs(pointer: string, { keys = CANONICAL_KEYS, seconds = false, write }: LogForm): Logs {
  const path = pathOf(pointer);
  const number = seconds ? readSeconds : readMilliseconds;
  return {
    paths: [path],
    read: ({ item }, { createdAt }) => readLogs(valueAt(item, path), { keys, number, createdAt }),
    write: (job) => writtenAt(path, job.logs && job.logs.length > 0 ? write(job.logs) : undefined),
  };
}
