import * as fc from "fast-check";
import type { PlainItem } from "../../../runtime/migrations/migration.ts";
import { artifact, holding } from "./legacy-fields.ts";
import { SHAPES } from "./legacy-shapes.ts";
import { keys, maps, numbers, texts, values } from "./legacy-values.ts";

/** Items of all twelve shapes, with extras, blanks and values of other kinds among them. */
export const legacyItems: fc.Arbitrary<PlainItem> = fc.oneof(
  ...Object.values(SHAPES).map((parts) =>
    fc
      .tuple(
        holding({
          ...parts,
          ttl: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values }),
        }),
        fc.oneof({ weight: 30, arbitrary: fc.nat().map(String) }, { weight: 1, arbitrary: values }),
      )
      .map(([item, id]) => ({ ...item, id })),
  ),
);

const names = fc.oneof(
  keys,
  fc.constantFrom("id", "schemaVersion", ...Object.values(SHAPES).flatMap((parts) => Object.keys(parts))),
);

/** Items of no shape, of several, and of none that anybody would write. */
export const hostileItems: fc.Arbitrary<PlainItem> = fc.oneof(
  fc.array(fc.tuple(names, values), { maxLength: 8 }).map((entries) => Object.fromEntries(entries)),
  fc
    .tuple(legacyItems, fc.array(fc.tuple(names, values), { maxLength: 2 }))
    .map(([item, entries]) => ({ ...item, ...Object.fromEntries(entries) })),
);

const INSTANT = fc.oneof(
  fc.integer({ min: 0, max: 1_800_000_000_000 }),
  fc.constantFrom(0, 1, 999, 12_345, 99_999_999_999, 100_000_000_001, 99_999_999_999_999),
);
const LOG = fc
  .tuple(
    fc.array(fc.tuple(keys, values), { maxLength: 1 }),
    fc.record({ at: INSTANT, level: fc.constantFrom("info", "warn", "error"), message: texts }),
  )
  .map(([others, own]) => ({ ...Object.fromEntries(others), ...own }));

/** New values for some fields of a canonical job; undefined takes a field away. */
export const changes = fc.record(
  {
    type: fc.constantFrom("sync", "async", "ai-process"),
    status: fc.constantFrom("pending", "processing", "completed", "failed"),
    url: texts.filter((url) => url !== ""),
    params: maps,
    result: fc.oneof(maps, fc.constant(undefined), fc.constant({ data: [1] }), artifact),
    error: fc.oneof(texts, fc.constant(undefined)),
    createdAt: INSTANT,
    updatedAt: INSTANT,
    logs: fc.oneof(fc.array(LOG, { maxLength: 2 }), fc.constant(undefined)),
    lease: numbers,
    ttl: fc.oneof(numbers, fc.constant(undefined)),
  },
  { requiredKeys: [] },
);
