import { canonicalText } from "../plain/canonical-text.ts";
import { readJsonText } from "../plain/json-text.ts";
import { type Fields, isBlank, isFields, type Value } from "../plain/value.ts";
import { type Reason, Refusal } from "./refusal.ts";

/** Blank or JSON text of null → no members; a map, or JSON text of one → itself. */
export function readParams(value: Value | undefined): Fields | Refusal {
  if (isBlank(value)) return new Map();
  if (typeof value !== "string") return isFields(value) ? value : new Refusal("bad-params");
  const read = readJson(value, "bad-params");
  if (read instanceof Refusal) return read;
  if (read.value === null) return new Map();
  return isFields(read.value) ? read.value : new Refusal("bad-params");
}

/** The value of a JSON text; `unreadable` is the reason where it does not parse. */
export function readJson(text: string, unreadable: Reason): { readonly value: Value } | Refusal {
  const read = readJsonText(text);
  if ("value" in read) return read;
  return new Refusal(read.problem === "unreadable" ? unreadable : read.problem);
}

/** Blank → none; a map → itself; anything else under `data`. */
export function readValue(value: Value | undefined): Fields | undefined {
  return isBlank(value) ? undefined : asResult(value);
}

/** As `readValue`, but a string is JSON text, whose null is none and whose other values are results, `""` too. */
export function readJsonResult(value: Value | undefined): Fields | undefined | Refusal {
  if (typeof value !== "string" || value === "") return readValue(value);
  const read = readJson(value, "bad-result");
  if (read instanceof Refusal) return read;
  return read.value === null ? undefined : asResult(read.value);
}

/** A result as its map; a list that had to be wrapped as that list. */
export function resultValue(result: Fields): Value {
  const data = result.size === 1 ? result.get("data") : undefined;
  return Array.isArray(data) ? data : result;
}

/** Blank → none; a string → itself; a map by its code and message; anything else as canonical text. */
export function readError(value: Value | undefined): string | undefined {
  if (isBlank(value)) return undefined;
  if (!isFields(value)) return textOf(value);
  const said = ["code", "message"].map((key) => value.get(key)).filter((part) => !isBlank(part));
  return said.length === 0 ? canonicalText(value) : said.map((part) => textOf(part ?? null)).join(": ");
}

/** A string is itself, anything else its canonical text. */
export function textOf(value: Value): string {
  return typeof value === "string" ? value : canonicalText(value);
}

function asResult(value: Value): Fields {
  return isFields(value) ? value : new Map([["data", value]]);
}
