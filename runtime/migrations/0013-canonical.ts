import { down } from "./0013-canonical/down.ts";
import { FIELD_NAMES } from "./0013-canonical/job.ts";
import { recognise } from "./0013-canonical/recognise.ts";
import type { Shape } from "./0013-canonical/shape.ts";
import { SHAPES } from "./0013-canonical/shapes.ts";
import { TTL, up } from "./0013-canonical/up.ts";
import type { Classification, Migration, PlainItem } from "./migration.ts";
import { readItem } from "./plain/read-plain.ts";

const OWN = ["id", "schemaVersion", "legacy", TTL, ...FIELD_NAMES];
const READS = new Map<string | null, readonly string[]>(
  SHAPES.map((shape) => [shape.name, [...new Set([...OWN, ...attributesOf(shape)])].toSorted()]),
);
const EVERYTHING = [...new Set([...READS.values()].flat())].toSorted();

/** Version 13 of the job schema: the twelve shapes of three years in one canonical form, and back. Frozen. */
export const canonical: Migration = {
  id: "0013-canonical",
  reads: (shape) => READS.get(shape) ?? EVERYTHING,
  classify,
  up,
  down,
};

function classify(item: PlainItem): Classification {
  const recognised = recognise(readItem(item));
  return recognised.kind === "legacy" ? { kind: "legacy", shape: recognised.shape.name } : recognised;
}

function attributesOf({ body = [], rows }: Shape): readonly string[] {
  const paths = FIELD_NAMES.flatMap((field) => rows[field].paths);
  return [...body, ...paths.map(([name]) => name ?? "")];
}
