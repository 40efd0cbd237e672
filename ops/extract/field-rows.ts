import type { ExtractionResult } from "../../runtime/domain/result.ts";
import { isObject, pointerPart } from "../../runtime/extract/schema/json-schema.ts";

/** One plain value of a result. */
export type FieldRow = {
  /** Names and numbers that lead to it, as in `offers.0.price`. */
  readonly name: string;
  readonly value: string | number | boolean | null;
  /** Where it stands in the page. */
  readonly place: { readonly before: string; readonly text: string; readonly after: string } | undefined;
};

const CONTEXT = 40;

/** The plain values of a result in its order, each with the piece of the reduced text that it stands in. */
export function fieldRows({ data, evidence }: Pick<ExtractionResult, "data" | "evidence">, text: string): FieldRow[] {
  return leaves(data, []).map(({ path, value }) => {
    const at = evidence[path.map((part) => `/${pointerPart(part)}`).join("")];
    const place = at && {
      before: text.slice(Math.max(0, at.start - CONTEXT), at.start),
      text: text.slice(at.start, at.end),
      after: text.slice(at.end, at.end + CONTEXT),
    };
    return { name: path.join("."), value, place };
  });
}

type Leaf = { path: readonly string[]; value: FieldRow["value"] };

function leaves(value: unknown, path: readonly string[]): Leaf[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [{ path, value }];
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item, index) => leaves(item, [...path, `${index}`]));
  if (isObject(value)) return Object.entries(value).flatMap(([name, item]) => leaves(item, [...path, name]));
  return [{ path, value: null }];
}
