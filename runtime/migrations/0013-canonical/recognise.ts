import type { Classification } from "../migration.ts";
import type { Fields } from "../plain/value.ts";
import { isCanonical } from "./canonical-item.ts";
import { SCHEMA_VERSION } from "./job.ts";
import type { Marker, Shape } from "./shape.ts";
import { SHAPES } from "./shapes.ts";

export type Recognised =
  | { readonly kind: "canonical" }
  | { readonly kind: "legacy"; readonly shape: Shape }
  | Extract<Classification, { kind: "quarantine" }>;

const VERSIONS = SHAPES.flatMap(({ marker }) => marker.version ?? []);

/** What an item is: the first row of the contract's table that applies (section 3, D1 to D6). */
export function recognise(item: Fields): Recognised {
  const id = item.get("id");
  if (typeof id !== "string" || id === "") return quarantined("missing-id");
  const version = item.get("schemaVersion");
  if (version === SCHEMA_VERSION) return isCanonical(item) ? { kind: "canonical" } : quarantined("invalid-canonical");
  if (version !== undefined && !VERSIONS.some((known) => known === version)) return quarantined("unsupported-version");
  const [shape, other] = SHAPES.filter(({ marker }) => holds(marker, item));
  if (shape === undefined) return quarantined("unknown-shape");
  return other === undefined ? { kind: "legacy", shape } : quarantined("ambiguous-shape");
}

function holds({ present, absent = [], version }: Marker, item: Fields): boolean {
  return (
    present.every((name) => item.has(name)) &&
    !absent.some((name) => item.has(name)) &&
    (version === undefined || item.get("schemaVersion") === version)
  );
}

function quarantined(reason: string): Recognised {
  return { kind: "quarantine", reason, shape: null };
}
