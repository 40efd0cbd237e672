import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import { ledgerContract } from "../contract/ledger.ts";
import { emulatedOptions } from "./emulated-tables.ts";

const signal = AbortSignal.timeout(120_000);
const options = emulatedOptions();

describe("the ledger of runs in DynamoDB", async () => {
  const operations = inject("stages").preview.outputs.operationsTable;
  const ledger = operationsLedger({ table: operations, client: options });

  ledgerContract(async () => ledger);

  it("keeps names and numbers as they were", async () => {
    const entry = { run: randomUUID(), entry: "a", revision: 0, value: { "": [null, 1e300], half: -0.5 } };
    const written = await ledger.write(entry, signal);
    expect(written).toEqual({ ...entry, revision: 1 });
    expect(await ledger.read(entry, signal)).toEqual(written);
  });
});
