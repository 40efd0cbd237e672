import * as z from "zod";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { operationsLedger } from "../../../runtime/migrating/aws/operations-ledger.ts";
import type { Ledger } from "../../../runtime/migrating/ports.ts";
import { readToldOutputs } from "../../pulumi/told-outputs.ts";

const Table = z.looseObject({ region: z.string(), operationsTable: z.string() });

/** The ledger in a stage's own account; undefined while the stage was never deployed. */
export async function stageLedger(stage: Stage, signal: AbortSignal): Promise<Ledger | undefined> {
  const told = Table.safeParse(await readToldOutputs(stage, signal));
  if (!told.success) return undefined;
  const { region, operationsTable } = told.data;
  return operationsLedger({ table: operationsTable, client: { region } });
}
