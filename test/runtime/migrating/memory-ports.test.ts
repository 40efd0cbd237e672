import { describe } from "vitest";
import { ledgerContract } from "../../contract/ledger.ts";
import { memoryArchive } from "../../contract/memory-archive.ts";
import { memoryLedger } from "../../contract/memory-ledger.ts";
import { memoryMigratedTable } from "../../contract/memory-migrated-table.ts";
import { migratedTableContract } from "../../contract/migrated-table.ts";
import { migrationArchiveContract } from "../../contract/migration-archive.ts";

describe("a table in memory", () => {
  migratedTableContract(async (items) => {
    const table = memoryMigratedTable(items);
    return { table, put: async (item) => table.put(item), remove: async (id) => table.remove(id) };
  });
});

describe("an archive in memory", () => migrationArchiveContract(async () => memoryArchive()));

describe("a ledger in memory", () => ledgerContract(async () => memoryLedger()));
