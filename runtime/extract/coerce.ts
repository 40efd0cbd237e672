import { numberIn } from "./numbers.ts";
import { isObject, type JsonSchema, typesOf } from "./schema.ts";

const WORD = /[\p{L}\p{N}]/u;
const YES = /^(?:yes|true|ja|oui|sí|si|y|1|available|in ?stock|.*\/instock)\b/i;
const NO = /^(?:no|false|nein|non|n|0|unavailable|out ?of ?stock|sold ?out|.*\/(?:outofstock|soldout|discontinued))\b/i;

/** A plain value as the schema wants it, or null where it cannot be that. */
export function coerce(value: unknown, schema: JsonSchema): string | number | boolean | null {
  const plain = plainOf(value);
  if (plain === undefined) return null;
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (Array.isArray(allowed)) return member(String(plain), allowed);
  for (const type of typesOf(schema)) {
    const found = READERS[type]?.(plain);
    if (found !== undefined) return found;
  }
  return null;
}

type Plain = string | number | boolean;

const READERS: Readonly<Record<string, (value: Plain) => Plain | undefined>> = {
  string: (value) => (WORD.test(String(value)) ? String(value).replace(/\s+/g, " ").trim() : undefined),
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

/** A value itself, or the name of the thing it is; the first one of several. */
function plainOf(value: unknown): Plain | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainOf).find((item) => item !== undefined);
  if (!isObject(value)) return undefined;
  return plainOf(value["@value"] ?? value.name ?? value.url ?? value.contentUrl);
}

/** The allowed value that a text is, or ends with as schema.org's addresses do, in any case. */
function member(text: string, allowed: readonly unknown[]): Plain | null {
  const written = text.trim().toLowerCase();
  const found = allowed.find((item) => {
    const wanted = String(item).toLowerCase();
    return item !== null && (written === wanted || written.endsWith(`/${wanted}`));
  });
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean" ? found : null;
}
