import { isDeepStrictEqual } from "node:util";
import { type Item, toItem } from "./attribute.ts";
import { type JobRecord, recordValues } from "./job-record.ts";

/** Attributes to be set and those to be removed. */
export type Difference = { readonly set: Item; readonly remove: readonly string[] };

/** What has to be written to make one record of a job the next one; an older item counts as its canonical form. */
export function differenceOf(read: JobRecord, next: JobRecord): Difference {
  const before = recordValues(read);
  const after = recordValues(next);
  const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, before[name]));
  const remove = Object.keys(before).filter((name) => before[name] !== undefined && after[name] === undefined);
  return { set: toItem(Object.fromEntries(changed)), remove };
}
