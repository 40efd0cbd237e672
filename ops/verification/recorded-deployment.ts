import type { Stage } from "../../runtime/domain/stage.ts";
import type { Ledger, LedgerEntry } from "../../runtime/migrating/ports.ts";
import { DEPLOYMENTS, DeploymentRecord } from "../deployment/record.ts";
import { badInput, unreadable } from "../failure.ts";

export type RecordAsked = {
  readonly ledger: Pick<Ledger, "read" | "list">;
  readonly stage: Stage;
  /** Without one, the record that is live is meant. */
  readonly id: string | undefined;
};

const MOST_NAMED = 3;

/**
 * A deployment as a stage's ledger tells of it; undefined when none was asked for by its id and none is live. A sentence for
 * an id that the ledger does not have, `unreadable` for a record that this version cannot read.
 */
export async function recordedDeployment(
  { ledger, stage, id }: RecordAsked,
  signal: AbortSignal,
): Promise<DeploymentRecord | undefined> {
  if (id !== undefined) {
    const entry = await ledger.read({ run: DEPLOYMENTS, entry: id }, signal);
    if (entry !== undefined) return recordIn(entry);
  }
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.list(DEPLOYMENTS, signal)) entries.push(entry);
  if (id !== undefined) throw unknownDeployment({ id, stage, known: entries.map(({ entry }) => entry) });
  const newest = entries.findLast(({ value }) => value.state === "live");
  return newest === undefined ? undefined : recordIn(newest);
}

function recordIn({ entry, value }: LedgerEntry): DeploymentRecord {
  const read = DeploymentRecord.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw unreadable(
    `The ledger's record of ${entry} is not one that this version can read (${where}).`,
    "Verify with the version of ops that deployed it.",
  );
}

type Unknown = { readonly id: string; readonly stage: Stage; readonly known: readonly string[] };

/** Names the ids that begin as this one does, else the last ones. */
function unknownDeployment({ id, stage, known }: Unknown) {
  const alike = known.filter((one) => one.startsWith(id.slice(0, -1)) || id.startsWith(one));
  const named = (alike.length > 0 ? alike : known).slice(-MOST_NAMED).reverse();
  return badInput(
    `--deployment is "${id}", which the ledger of ${stage} does not have.`,
    named.length === 0
      ? "Nothing is recorded there yet: leave --deployment out."
      : `${alike.length > 0 ? "Is it one of these?" : "The last ones are"} ${named.join(", ")}`,
  );
}
