import { type Fields, isFields, type Value } from "../plain/value.ts";
import { readEnvelope } from "./envelope.ts";
import { LAST_INSTANT } from "./job.ts";
import { LEVEL_WORDS, STATUSES, TYPE_WORDS } from "./words.ts";

type Check = (value: Value) => boolean;

const TYPES = new Set<Value>(TYPE_WORDS.values());
const LEVELS = new Set<Value>(LEVEL_WORDS.values());

const isText: Check = (value) => typeof value === "string";
const isInstant: Check = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LAST_INSTANT;

const REQUIRED = Object.entries<Check>({
  type: (value) => TYPES.has(value),
  status: (value) => STATUSES.some((status) => status === value),
  url: (value) => isText(value) && value !== "",
  params: isFields,
  createdAt: isInstant,
  updatedAt: isInstant,
});

const OPTIONAL = Object.entries<Check>({
  result: isFields,
  error: isText,
  logs: (value) => Array.isArray(value) && value.every(isLogEntry),
  legacy: (value) => readEnvelope(value) !== undefined,
});

/** Whether an item with an id and the version is canonical (contract: legacy jobs, section 2); other attributes are free. */
export function isCanonical(item: Fields): boolean {
  return (
    REQUIRED.every(([name, check]) => item.has(name) && check(item.get(name) ?? null)) &&
    OPTIONAL.every(([name, check]) => !item.has(name) || check(item.get(name) ?? null))
  );
}

function isLogEntry(value: Value): boolean {
  if (!isFields(value)) return false;
  return (
    isInstant(value.get("at") ?? null) && LEVELS.has(value.get("level") ?? null) && isText(value.get("message") ?? null)
  );
}
