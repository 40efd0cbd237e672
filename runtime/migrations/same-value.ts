import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { digitsOf } from "./plain/decimal.ts";

/** Whether DynamoDB's `=` holds between two values: numbers by value, sets and maps without order, lists in order, types apart. */
export function sameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return normalText(one) === normalText(other);
}

/** One text for all ways to write one value. */
function normalText(value: AttributeValue): string {
  if (value.S !== undefined) return `S${JSON.stringify(value.S)}`;
  if (value.N !== undefined) return `N${decimal(value.N)}`;
  if (value.BOOL !== undefined) return `BOOL${value.BOOL}`;
  if (value.NULL !== undefined) return "NULL";
  if (value.B !== undefined) return `B${base64(value.B)}`;
  if (value.SS !== undefined) return `SS${JSON.stringify(value.SS.toSorted())}`;
  if (value.NS !== undefined) return `NS${value.NS.map(decimal).toSorted().join()}`;
  if (value.BS !== undefined) return `BS${value.BS.map(base64).toSorted().join()}`;
  if (value.L !== undefined) return `L[${value.L.map(normalText).join()}]`;
  if (value.M !== undefined) {
    const members = Object.entries(value.M).map(([name, member]) => `${JSON.stringify(name)}:${normalText(member)}`);
    return `M{${members.toSorted().join()}}`;
  }
  return `?${JSON.stringify(value)}`;
}

/** One text for all ways to write a number: DynamoDB takes a plus sign, which JSON does not know. */
function decimal(text: string): string {
  return digitsOf(text.replace(/^[+]/, ""));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
