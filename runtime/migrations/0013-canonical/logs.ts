import { type Fields, isBlank, isFields, type Value } from "../plain/value.ts";
import { type InstantReader, readIso } from "./instant.ts";
import { isoText } from "./instant-text.ts";
import { Refusal } from "./refusal.ts";
import { textOf } from "./values.ts";
import { LEVEL_WORDS, type Level, meaningOf } from "./words.ts";

/** What a shape calls the time, the level and the message of an entry. */
export type LogKeys = { readonly at: string; readonly level: string; readonly message: string };

export const CANONICAL_KEYS: LogKeys = { at: "at", level: "level", message: "message" };

export type LogReading = {
  readonly keys: LogKeys;
  /** How a number is read as a time. */
  readonly number: InstantReader;
  /** The time of what comes before an entry that has a time. */
  readonly createdAt: number;
};

type Said = { readonly at: number | undefined; readonly level: Level; readonly message: string };

const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(CANONICAL_KEYS));

/** Lines of text, or a list of lines and maps, as canonical entries; none where there are no entries. */
export function readLogs(value: Value | undefined, reading: LogReading): readonly Fields[] | undefined | Refusal {
  if (isBlank(value)) return undefined;
  const given = typeof value === "string" ? linesOf(value) : value;
  if (!Array.isArray(given)) return new Refusal("bad-logs");
  const entries: Fields[] = [];
  let before = reading.createdAt;
  for (const one of given as readonly Value[]) {
    if (typeof one !== "string" && !isFields(one)) return new Refusal("bad-logs");
    const { at = before, level, message } = typeof one === "string" ? saidInLine(one) : saidInMap(one, reading);
    const others = typeof one === "string" ? [] : othersIn(one, reading.keys);
    entries.push(new Map<string, Value>([["at", at], ["level", level], ["message", message], ...others]));
    before = at;
  }
  return entries.length === 0 ? undefined : entries;
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
    .filter((line) => line !== "");
}

/** `TIME WORD MESSAGE` with single spaces, or all of it the message. */
function saidInLine(line: string): Said {
  const first = line.indexOf(" ");
  const second = line.indexOf(" ", first + 1);
  if (first > 0 && second > 0) {
    const level = meaningOf(LEVEL_WORDS, line.slice(first + 1, second));
    const at = level && readIso(line.slice(0, first));
    if (level !== undefined && at !== undefined) return { at, level, message: line.slice(second + 1) };
  }
  return { at: undefined, level: "info", message: line };
}

function saidInMap(entry: Fields, { keys, number }: LogReading): Said {
  const time = entry.get(keys.at);
  const message = entry.get(keys.message);
  return {
    at: typeof time === "string" ? readIso(time) : number(time),
    level: meaningOf(LEVEL_WORDS, entry.get(keys.level)) ?? "info",
    message: isBlank(message) ? "" : textOf(message),
  };
}

function othersIn(entry: Fields, keys: LogKeys): (readonly [string, Value])[] {
  const named = new Set(Object.values(keys));
  return [...entry].filter(([key]) => !named.has(key) && !OWN_KEYS.has(key));
}

/** `ISO LEVEL message`. */
export function logLine(entry: Fields): string {
  const { at, level, message } = partsOf(entry);
  return `${isoText(at)} ${level.toUpperCase()} ${message}`;
}

export type LogWriting = {
  readonly keys: LogKeys;
  readonly time: (instant: number) => Value;
  /** Whether the level `info` goes without saying. */
  readonly quiet: boolean;
};

/** An entry under a shape's own names, beside its other keys. */
export function logMap(entry: Fields, { keys, time, quiet }: LogWriting): Fields {
  const { at, level, message } = partsOf(entry);
  const map = new Map([...entry].filter(([key]) => !OWN_KEYS.has(key)));
  map.set(keys.at, time(at)).set(keys.message, message);
  if (!quiet || level !== "info") map.set(keys.level, level);
  return map;
}

/** What an entry of a canonical item says. */
function partsOf(entry: Fields): { at: number; level: string; message: string } {
  return Object.fromEntries(entry) as { at: number; level: string; message: string };
}
