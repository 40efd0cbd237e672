import { canonical } from "./0013-canonical.ts";
import type { Migration } from "./migration.ts";

/** All changes of the schema of stored jobs, in the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [canonical];
