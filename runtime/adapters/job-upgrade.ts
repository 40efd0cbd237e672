import { fromItem, type Item } from "./attribute.ts";
import { isCanonical } from "./canonical-item.ts";
import { type JobRecord, parseRecord } from "./job-record.ts";

/**
 * The record of an item as the table holds it: a canonical job as it is, an older one as the migrations would make it.
 * Throws `invalid-record`; where the item is of no shape that can be read, the reason is that of its quarantine. The code
 * for older items is loaded with the first one.
 */
export async function recordOf(item: Item): Promise<JobRecord> {
  if (isCanonical(item)) return parseRecord(fromItem(item));
  const { upgraded } = await import("./legacy-item.ts");
  const { canonical, absent } = upgraded(item);
  const record = parseRecord(fromItem(canonical));
  return canonical === item ? record : { ...record, legacy: { item, canonical, absent } };
}
