import { describe, expect, test } from "vitest";
import { lateLedger } from "../../../ops/deployment/late-ledger.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import type { Ledger } from "../../../runtime/migrating/ports.ts";
import { ledgerContract } from "../../contract/ledger.ts";
import { memoryLedger } from "../../contract/memory-ledger.ts";

const { signal } = new AbortController();
const KEY = { run: "deployments", entry: "D-1" };

describe("without a table", () => {
  ledgerContract(async () => lateLedger(async () => undefined));
});

describe("with a table", () => {
  ledgerContract(async () => {
    const table = memoryLedger();
    return lateLedger(async () => table);
  });
});

/** A late ledger with an entry of revision 3 and a table that is not there yet. */
async function held(table: Ledger) {
  const there = { now: undefined as Ledger | undefined };
  const late = lateLedger(async () => there.now);
  for (let revision = 0; revision < 3; revision += 1)
    await late.write({ ...KEY, revision, value: { revision } }, signal);
  return {
    late,
    appear: () => {
      there.now = table;
    },
  };
}

test("what was held is in the table before anything else is, under the revision that its holder knows", async () => {
  const table = memoryLedger();
  const { late, appear } = await held(table);
  appear();
  const written = await late.write({ ...KEY, revision: 3, value: { last: true } }, signal);
  expect(written).toEqual({ ...KEY, revision: 4, value: { last: true } });
  expect(await table.read(KEY, signal)).toEqual(written);
});

test("a move that fails half way goes on when it is tried again", async () => {
  const table = memoryLedger();
  let writes = 0;
  const failing: Ledger = {
    ...table,
    async write(entry, each) {
      writes += 1;
      if (writes === 2) throw new Failure("unavailable", "The table did not answer.");
      return table.write(entry, each);
    },
  };
  const { late, appear } = await held(failing);
  appear();
  await expect(late.read(KEY, signal)).rejects.toMatchObject({ code: "unavailable" });
  expect(await late.read(KEY, signal)).toEqual({ ...KEY, revision: 3, value: { revision: 2 } });
});

test("who finds another one's entry in the table has lost the race", async () => {
  const table = memoryLedger();
  const { late, appear } = await held(table);
  await table.write({ ...KEY, revision: 0, value: { another: true } }, signal);
  appear();
  await expect(late.read(KEY, signal)).rejects.toMatchObject({ code: "lost-race" });
  expect(await table.read(KEY, signal)).toMatchObject({ value: { another: true } });
});

test("many that ask at once move it once", async () => {
  const table = memoryLedger();
  const { late, appear } = await held(table);
  appear();
  const read = await Promise.all(Array.from({ length: 10 }, () => late.read(KEY, signal)));
  expect(new Set(read.map((entry) => entry?.revision))).toEqual(new Set([3]));
});
