import type { Plain, PlainItem } from "../migration.ts";
import { Decimal, exactNumber } from "./decimal.ts";
import { MOST_LEVELS } from "./depth.ts";
import { scanJson, UNSTORABLE } from "./scan-json.ts";
import { isTag, type Tag, tagLikeKey } from "./tags.ts";
import { type Fields, isFields, type Value } from "./value.ts";
import { setOwn } from "./write-plain.ts";

/** Why a text is not an item in plain form, as the end of a sentence that begins with what holds it. */
class Flaw {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

const LONGEST_KEY_BYTES = 65_535;

/** The item that one JSON text is in plain form (contract: legacy jobs, sections 1 and 9), or what is wrong with it. */
export function readPlainText(text: string): { readonly item: PlainItem } | { readonly why: string } {
  const scanned = scanJson(text);
  if (scanned === undefined) return { why: "is not JSON" };
  if (!isFields(scanned.value)) return { why: "is not an object" };
  try {
    return { item: members(scanned.value, 1) };
  } catch (error) {
    if (error instanceof Flaw) return { why: error.why };
    throw error;
  }
}

function members(fields: Fields, level: number): PlainItem {
  const item: Record<string, Plain> = {};
  for (const [name, value] of fields) setOwn(item, checkedKey(name), plain(value, level));
  return item;
}

function plain(value: Value, level: number): Plain {
  if (level > MOST_LEVELS) throw new Flaw(`nests more than ${MOST_LEVELS} levels`);
  if (typeof value === "string") return checkedText(value);
  if (value === UNSTORABLE) throw new Flaw("has a number that DynamoDB cannot store");
  if (value instanceof Decimal) throw new Flaw(`has a number that needs a tag: {"$number": "${value.digits}"}`);
  if (Array.isArray(value)) return value.map((member: Value) => plain(member, level + 1));
  if (!isFields(value)) return value as Plain;
  const key = value.size === 1 ? tagLikeKey([...value.keys()]) : undefined;
  if (key === undefined) return members(value, level + 1);
  const content = value.get(key) ?? null;
  if (!isTag(key)) return { [key]: plain(content, level + 1) };
  if (!READS[key](content)) throw new Flaw(`has a ${key} that does not read`);
  return { [key]: content as Plain };
}

const READS: Readonly<Record<Tag, (content: Value) => boolean>> = {
  $number: (content) => isNumberText(content) && exactNumber(content) instanceof Decimal,
  $binary: isBase64,
  $stringSet: (content) => isSet(content, (member) => typeof member === "string" && member.isWellFormed()),
  $numberSet: (content) => isSet(content, isNumberText),
  $binarySet: (content) => isSet(content, isBase64),
};

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$/;

/** Whether a value is the digits of a number that DynamoDB can store, each number in one spelling. */
function isNumberText(value: Value): value is string {
  return typeof value === "string" && NUMBER.test(value) && value !== "-0" && exactNumber(value) !== undefined;
}

function isBase64(value: Value): boolean {
  return typeof value === "string" && Buffer.from(value, "base64").toString("base64") === value;
}

/** Members in the order of their UTF-16 code units, each once. */
function isSet(value: Value, isMember: (member: Value) => boolean): boolean {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isMember)) return false;
  return value.every((member, at) => at === 0 || String(value[at - 1]) < String(member));
}

function checkedText(text: string): string {
  if (text.isWellFormed()) return text;
  throw new Flaw("has an unpaired surrogate, or bytes that are not UTF-8");
}

function checkedKey(name: string): string {
  if (name === "") throw new Flaw("has an empty key");
  if (name.length > LONGEST_KEY_BYTES / 3 && Buffer.byteLength(name) > LONGEST_KEY_BYTES)
    throw new Flaw(`has a key of more than ${LONGEST_KEY_BYTES} bytes`);
  return checkedText(name);
}
