import type { Item, Ledger, TableFacts } from "../../../runtime/migrating/ports.ts";
import { rollbackRun } from "../../../runtime/migrating/rollback.ts";
import { applyMigration } from "../../../runtime/migrating/run.ts";
import type { MigrationPorts, RunParameters } from "../../../runtime/migrating/run-types.ts";
import { verifyRun } from "../../../runtime/migrating/verify.ts";
import { type Clock, clock } from "../../contract/clock.ts";
import { type MemoryArchive, memoryArchive } from "../../contract/memory-archive.ts";
import { memoryLedger } from "../../contract/memory-ledger.ts";
import { type MemoryTable, memoryMigratedTable } from "../../contract/memory-migrated-table.ts";
import { tinyBookkeeping, tinyMigration } from "./tiny-migration.ts";

/** What outlives a process: the table, the archive, the ledger, and time. */
export type World = {
  readonly table: MemoryTable;
  readonly archive: MemoryArchive;
  readonly ledger: Ledger;
  readonly time: Clock;
};

export function world(items: readonly Item[], facts: Partial<TableFacts> = {}): World {
  return { table: memoryMigratedTable(items, facts), archive: memoryArchive(), ledger: memoryLedger(), time: clock() };
}

/** The ports of a process in a world where sleeping is what makes time pass. */
export function portsOf({ time, ...durable }: World): MigrationPorts {
  let ids = 0;
  const process = Math.random().toString(36).slice(2);
  return {
    ...durable,
    now: time.now,
    elapsed: time.now,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      time.pass(milliseconds);
    },
    newId: () => `${process}-${ids++}`,
  };
}

export const PARAMETERS: RunParameters = {
  stage: "preview",
  migration: tinyMigration.id,
  segments: 2,
  pageItems: 3,
  rate: {},
};

const { signal } = new AbortController();
const code = { migration: tinyMigration, codeHash: "c0de" };

export const apply = (ports: MigrationPorts, parameters: Partial<RunParameters> = {}) =>
  applyMigration(
    { ...code, ports, parameters: { ...PARAMETERS, ...parameters }, bookkeeping: tinyBookkeeping },
    signal,
  );
export const rollback = (ports: MigrationPorts, run: string, mode: "image" | "down" = "image") =>
  rollbackRun({ ...code, ports, run, mode }, signal);
export const verify = (ports: MigrationPorts, run: string) => verifyRun({ ...code, ports, run }, signal);

/** The table's items by id, for comparing. */
export function tableOf({ table }: World): Record<string, Item> {
  return Object.fromEntries([...table.items].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Items of every kind the tiny migration tells apart. */
export function mixedItems(count: number): Item[] {
  return Array.from({ length: count }, (_, nth): Item => {
    const id = { S: `job-${nth}` };
    if (nth % 9 === 7) return { id, odd: { BOOL: true } };
    if (nth % 9 === 8) return { id, target: { S: "" } };
    const hits = { N: String(nth) };
    const target = { S: `https://example.com/${nth}` };
    if (nth % 9 === 6) return { ...CANONICAL, id, url: target, params: { M: { hits } } };
    return { id, target, hits, state: { S: nth % 2 ? "done" : "open" }, extra: { B: new Uint8Array([nth]) } };
  });
}

const CANONICAL: Item = {
  schemaVersion: { N: "13" },
  type: { S: "async" },
  status: { S: "pending" },
  createdAt: { N: "1" },
  updatedAt: { N: "2" },
};
