import type { Counts } from "./run-types.ts";

type Tally = Readonly<Record<string, number>>;

export const NOTHING: Counts = {
  scanned: 0,
  migrated: 0,
  canonical: 0,
  quarantined: 0,
  deleted: 0,
  contended: 0,
  imaged: 0,
  races: 0,
  retries: 0,
  readUnits: 0,
  writeUnits: 0,
  shapes: {},
  reasons: {},
};

const NUMBERS = Object.keys(NOTHING).filter((name) => !["shapes", "reasons"].includes(name)) as readonly (keyof Omit<
  Counts,
  "shapes" | "reasons"
>)[];

/** The sum of two counts, name by name. */
export function counted(a: Counts, b: Partial<Counts>): Counts {
  const sums = Object.fromEntries(NUMBERS.map((name) => [name, a[name] + (b[name] ?? 0)]));
  return { ...a, ...sums, shapes: tallied(a.shapes, b.shapes), reasons: tallied(a.reasons, b.reasons) };
}

function tallied(a: Tally, b: Tally = {}): Tally {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sum).filter(([, count]) => count !== 0));
}
