import { type Fields, isFields, isSame, type Value } from "../plain/value.ts";
import { without } from "./fields-change.ts";
import { isPointer, pathOf, pointerOf } from "./path.ts";
import type { Shape } from "./shape.ts";
import { shapeNamed } from "./shapes.ts";

/** What a migrated item needs to go back. */
export type Envelope = {
  readonly shape: Shape;
  readonly kept: Fields;
  /** JSON pointers. */
  readonly absent: readonly string[];
};

/** The envelope that a value is, if it is a valid one; nothing else in it is read. */
export function readEnvelope(value: Value | undefined): Envelope | undefined {
  if (!isFields(value)) return undefined;
  const shape = shapeNamed(value.get("shape"));
  const kept = value.has("kept") ? value.get("kept") : new Map<string, Value>();
  const absent: Value | undefined = value.has("absent") ? value.get("absent") : [];
  if (shape === undefined || !isFields(kept) || !Array.isArray(absent) || !absent.every(isPointer)) return undefined;
  return { shape, kept, absent };
}

/** The value that an envelope is stored as: what is empty is left out. */
export function writeEnvelope({ shape, kept, absent }: Envelope): Fields {
  const fields = new Map<string, Value>([["shape", shape.name]]);
  if (kept.size > 0) fields.set("kept", kept);
  if (absent.length > 0) fields.set("absent", absent.toSorted());
  return fields;
}

/** What of an item would be lost, and what would be too much, if only `base` were written. */
export function differenceFrom(base: Fields, item: Fields): Pick<Envelope, "kept" | "absent"> {
  const absent: string[] = [];
  return { kept: keptOf(base, item, { path: [], absent }), absent };
}

type Walk = { readonly path: readonly string[]; readonly absent: string[] };

function keptOf(base: Fields, item: Fields, { path, absent }: Walk): Fields {
  const kept = new Map<string, Value>();
  for (const [key, value] of item) {
    const written = base.get(key);
    if (isFields(value) && isFields(written)) {
      const inside = keptOf(written, value, { path: [...path, key], absent });
      if (inside.size > 0) kept.set(key, inside);
    } else if (!isSame(written, value)) kept.set(key, value);
  }
  for (const key of base.keys()) if (!item.has(key)) absent.push(pointerOf([...path, key]));
  return kept;
}

/** A copy of `base` without what is absent and with what was kept. */
export function applied(base: Fields, { kept, absent }: Pick<Envelope, "kept" | "absent">): Map<string, Value> {
  return overlaid(
    absent.reduce((fields, pointer) => without(fields, pathOf(pointer)), base),
    kept,
  );
}

function overlaid(base: Fields, kept: Fields): Map<string, Value> {
  const fields = new Map(base);
  for (const [key, value] of kept) {
    const below = fields.get(key);
    fields.set(key, isFields(value) && isFields(below) ? overlaid(below, value) : value);
  }
  return fields;
}
