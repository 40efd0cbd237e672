import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Plain, PlainItem } from "./migration.ts";
import { digitsOf, exactNumber } from "./plain/decimal.ts";
import { isTag, type Tag, tagLikeKey } from "./plain/tags.ts";
import { setOwn } from "./plain/write-plain.ts";

type Item = Record<string, AttributeValue>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

/** A DynamoDB item in plain form (contract: legacy jobs, section 1): no number is rounded. Throws for a type of attribute that is not known. */
export function plainOf(item: Item): PlainItem {
  return mapped(item, plainValue);
}

/** The DynamoDB item that is written in plain form. */
export function typedOf(plain: PlainItem): Item {
  return mapped(plain, typedValue);
}

function mapped<From, To>(members: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  const map: Record<string, To> = {};
  for (const [name, value] of Object.entries(members)) setOwn(map, name, change(value));
  return map;
}

function plainValue(value: AttributeValue): Plain {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return plainNumber(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(plainValue);
  if (value.B !== undefined) return { $binary: base64(value.B) };
  if (value.SS !== undefined) return { $stringSet: value.SS.toSorted() };
  if (value.NS !== undefined) return { $numberSet: value.NS.map(digitsOf).toSorted() };
  if (value.BS !== undefined) return { $binarySet: value.BS.map(base64).toSorted() };
  if (value.M === undefined)
    throw new Error(`${Object.keys(value).join()} is no type of attribute that this code knows.`);
  const map = plainOf(value.M);
  const key = tagLikeKey(Object.keys(map));
  return key === undefined ? map : { [`$${key}`]: map[key] ?? null };
}

function plainNumber(text: string): Plain {
  const number = exactNumber(text);
  return typeof number === "number" ? number : { $number: number?.digits ?? text };
}

const TYPED: Readonly<Record<Tag, (content: never) => AttributeValue>> = {
  $number: (N: string) => ({ N }),
  $binary: (text: string) => ({ B: bytes(text) }),
  $stringSet: (SS: string[]) => ({ SS }),
  $numberSet: (NS: string[]) => ({ NS }),
  $binarySet: (texts: string[]) => ({ BS: texts.map(bytes) }),
};

function typedValue(plain: Plain): AttributeValue {
  if (typeof plain === "string") return { S: plain };
  if (typeof plain === "number") return { N: String(plain) };
  if (typeof plain === "boolean") return { BOOL: plain };
  if (plain === null) return { NULL: true };
  if (Array.isArray(plain)) return { L: plain.map(typedValue) };
  const map = plain as PlainItem;
  const key = tagLikeKey(Object.keys(map));
  if (key === undefined) return { M: typedOf(map) };
  const content = map[key] ?? null;
  return isTag(key) ? TYPED[key](content as never) : { M: typedOf({ [key.slice(1)]: content }) };
}
