import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "./ports.ts";

/** The most bytes an item may take. */
export const MOST_BYTES = 409_600;

/**
 * The bytes an item takes by DynamoDB's published rules, numbers read upwards
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

/** Write capacity units that replacing one image by another takes in the table, without its indexes. */
export function writeUnits(read: Item, next: Item): number {
  return Math.ceil(Math.max(itemSize(read), itemSize(next)) / 1_024);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.SS !== undefined) return value.SS.reduce((sum, member) => sum + Buffer.byteLength(member), 3);
  if (value.NS !== undefined) return value.NS.reduce((sum, member) => sum + numberSize(member), 3);
  if (value.BS !== undefined) return value.BS.reduce((sum, member) => sum + member.byteLength, 3);
  if (value.L !== undefined) return value.L.reduce((sum, member) => sum + 1 + valueSize(member), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
}

function numberSize(text: string): number {
  const digits =
    text
      .replace(/[eE].*$/, "")
      .replace(/\D/g, "")
      .replace(/^0+|0+$/g, "").length || 1;
  return Math.floor(digits / 2) + 2 + (text.startsWith("-") ? 1 : 0);
}
