import type { Item } from "../../runtime/migrating/ports.ts";
import { typedOf } from "../../runtime/migrations/plain.ts";
import { legacyJob } from "./legacy-jobs.ts";

/** The first so many legacy jobs as DynamoDB holds them. */
export function legacyItems(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, number) => typedOf(legacyJob(number)));
}
