import { SCHEMA_VERSION } from "../domain/job.ts";
import type { Item } from "./attribute.ts";

const CANONICAL = String(SCHEMA_VERSION);

/** Whether an item says that it is a canonical job; the others need more code to be read. */
export function isCanonical({ schemaVersion }: Item): boolean {
  return schemaVersion?.N === CANONICAL;
}
