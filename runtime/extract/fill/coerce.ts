import { isObject, type JsonSchema, membersOf, typesOf } from "../schema/json-schema.ts";
import { priceIn } from "../values/currencies.ts";
import { datesIn } from "../values/dates.ts";
import { nameKey } from "../values/names.ts";
import { numberIn } from "../values/numbers.ts";
import { withoutInvisible } from "../visible/invisible.ts";

const WORD = /[\p{L}\p{N}]/u;
const YES =
  /^(?:yes|true|ja|oui|sí|si|y|1|available|in ?stock|auf lager|lieferbar|en stock|.*\/(?:instock|limitedavailability|onlineonly))(?![\p{L}\p{N}])/iu;
const NO =
  /^(?:no|false|nein|non|n|0|not available|unavailable|out ?of ?stock|sold ?out|ausverkauft|épuisé|agotado|.*\/(?:outofstock|soldout|discontinued))(?![\p{L}\p{N}])/iu;

/** A plain value as the schema wants it, or null where it cannot be that. */
export function coerce(value: unknown, schema: JsonSchema): string | number | boolean | null {
  const plain = plainOf(value);
  if (plain === undefined) return null;
  const allowed = membersOf(schema);
  if (allowed) return member(String(plain), allowed);
  for (const type of typesOf(schema)) {
    const found = READERS[type]?.(plain, schema);
    if (found !== undefined) return found;
  }
  return null;
}

type Plain = string | number | boolean;

const READERS: Readonly<Record<string, (value: Plain, schema: JsonSchema) => Plain | undefined>> = {
  string: (value, { format }) => (WORD.test(String(value)) ? formatted(String(value), format) : undefined),
  number: (value) => (typeof value === "number" ? value : numberIn(String(value))),
  integer: (value) => {
    const number = typeof value === "number" ? value : numberIn(String(value));
    return Number.isInteger(number) ? number : undefined;
  },
  boolean: (value) => {
    if (typeof value === "boolean") return value;
    return YES.test(String(value)) ? true : NO.test(String(value)) ? false : undefined;
  },
};

/** A text in one line; a date where the format wants one and the text says one alone. */
function formatted(text: string, format: unknown): string {
  const line = withoutInvisible(text).replace(/\s+/g, " ").trim();
  if (format !== "date") return line;
  const days = line.length <= 60 ? datesIn(line).flatMap((date) => date.days) : [];
  return days.length === 1 && days[0] !== undefined ? days[0] : line;
}

/** A value itself, or the name of the thing it is; the first one of several. */
function plainOf(value: unknown): Plain | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainOf).find((item) => item !== undefined);
  if (!isObject(value)) return undefined;
  return plainOf(value["@value"] ?? value.name ?? value.url ?? value.contentUrl);
}

/** The allowed value that a text is, begins with, or ends with as schema.org's addresses do; in any case and spelling. */
function member(text: string, allowed: readonly unknown[]): Plain | null {
  const written = text.trim().toLowerCase();
  const found =
    allowed.find((item) => item !== null && written === String(item).toLowerCase()) ??
    allowed.find((item) => item !== null && written.endsWith(`/${String(item).toLowerCase()}`)) ??
    allowed.find((item) => item !== null && saysFirst(written, String(item))) ??
    allowed.find((item) => typeof item === "string" && priceIn(text)?.currency === item);
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean" ? found : null;
}

/** Whether the first words of a text are the allowed one's: `In stock. Ships today` says `in_stock`. */
function saysFirst(text: string, item: string): boolean {
  const key = nameKey(item);
  const clause = text.slice(text.lastIndexOf("/") + 1).split(/[.,;:!(|]/)[0] ?? "";
  return key.length > 1 && nameKey(clause) === key;
}
