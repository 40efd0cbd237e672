import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { sameValue } from "./same-value.ts";

type Item = Record<string, AttributeValue>;

export type ExactChange = {
  /** The item as it was read. */
  readonly read: Item;
  /** The item as it shall be, of the same id. */
  readonly next: Item;
  /** Attributes that must still not be there; those of `read` may be among them and do not count. */
  readonly absent: readonly string[];
};

/** The members of an `UpdateItem` beside table and key; without an UpdateExpression where nothing differs. */
export type ExactUpdate = {
  readonly UpdateExpression?: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
};

/** DynamoDB's limits: bytes of one expression, operators and functions in one, bytes of all names and values. */
const EXPRESSION_BYTES = 4_096;
const OPERATORS = 300;
const SUBSTITUTED_BYTES = 2 * 1024 * 1024;

const TYPES = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"] as const;

/**
 * One update that writes what differs between two images of an item, on condition that the item still exists, that every
 * attribute read still has its value, and that every one of `absent`, and every one the update adds, is still not there.
 * Attributes that neither image has stay untouched. `not-expressible` where that is more than DynamoDB takes in one
 * request (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html), and for an attribute of a
 * type that nobody knows. Throws a RangeError when the two images are of different ids.
 */
export function exactUpdate({ read, next, absent }: ExactChange): ExactUpdate | "not-expressible" {
  if (!sameValue(read.id, next.id)) throw new RangeError("An update cannot change the id of an item.");
  const before = attributesOf(read);
  const after = attributesOf(next);
  if ([...before.values(), ...after.values()].some(isUnknown)) return "not-expressible";
  const missing = [...new Set([...absent, ...after.keys()])].filter((name) => !before.has(name) && name !== "id");
  const set = [...after].filter(([name, value]) => !sameValue(value, before.get(name)));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const names = new Map<string, string>();
  const values = new Map<string, AttributeValue>();
  const named = (name: string) => {
    const placeholder = names.get(name) ?? `#${names.size.toString(36)}`;
    names.set(name, placeholder);
    return placeholder;
  };
  const held = (value: AttributeValue) => {
    const placeholder = `:${values.size.toString(36)}`;
    values.set(placeholder, value);
    return placeholder;
  };
  const conditions = [
    `attribute_exists(${named("id")})`,
    ...[...before].map(([name, value]) => `${named(name)}=${held(value)}`),
    ...missing.map((name) => `attribute_not_exists(${named(name)})`),
  ];
  const settings = set.map(([name, value]) => `${named(name)}=${held(value)}`);
  const changes = [
    ...(settings.length === 0 ? [] : [`SET ${settings.join(",")}`]),
    ...(removed.length === 0 ? [] : [`REMOVE ${removed.map(named).join(",")}`]),
  ].join(" ");
  const condition = conditions.join(" AND ");

  const fits =
    Math.max(condition.length, changes.length) <= EXPRESSION_BYTES &&
    // Every condition is one operator or function, and every AND between two.
    Math.max(2 * conditions.length - 1, settings.length) <= OPERATORS &&
    areWithin([...names, ...values], SUBSTITUTED_BYTES);
  if (!fits) return "not-expressible";
  return {
    ...(changes === "" ? {} : { UpdateExpression: changes }),
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries([...names].map(([name, placeholder]) => [placeholder, name])),
    ...(values.size === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
}

function attributesOf({ id: _, ...others }: Item): Map<string, AttributeValue> {
  return new Map(Object.entries(others));
}

/** A client that is older than the type of an attribute passes it on as it came. */
function isUnknown(value: AttributeValue | undefined): boolean {
  if (value === undefined || TYPES.every((type) => value[type] === undefined)) return true;
  return [...(value.L ?? []), ...Object.values(value.M ?? {})].some(isUnknown);
}

/** The most bytes that one unit of a JavaScript string takes in UTF-8. */
const UNIT_BYTES = 3;

/** Whether names and values take so many bytes at most. Their JSON is never shorter, and nearly always tells it without counting. */
function areWithin(parts: readonly unknown[], bytes: number): boolean {
  return UNIT_BYTES * JSON.stringify(parts).length <= bytes || bytesOf(parts) <= bytes;
}

/** Bytes of names and values, counted upwards. */
function bytesOf(part: unknown): number {
  if (typeof part === "string") return Buffer.byteLength(part);
  if (part instanceof Uint8Array) return part.byteLength;
  if (typeof part !== "object" || part === null) return 1;
  return Object.entries(part).reduce((sum, [name, member]) => sum + Buffer.byteLength(name) + 1 + bytesOf(member), 3);
}
