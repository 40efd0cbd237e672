import * as z from "zod/mini";
import { Failure } from "../domain/failure.ts";
import { readEntries, readEntry, writeEntry } from "./ledger-writing.ts";
import type { LedgerEntry } from "./ports.ts";
import type { MigrationPorts } from "./run-types.ts";

const RUN = "migrations";

const Value = z.object({
  codeHash: z.string(),
  /** The run that was begun last. */
  run: z.string(),
  /** All its runs, oldest first. */
  runs: z.array(z.string()),
  /** Epoch milliseconds of the last change of state. */
  appliedAt: z.number(),
  state: z.enum(["applying", "applied", "rolling-back", "rolled-back"]),
});

/** What the ledger knows of a migration. */
export type PastMigration = { readonly migration: string; readonly revision: number } & Readonly<z.infer<typeof Value>>;

/** A migration of the registry with the hash its code has now. */
export type RegisteredMigration = { readonly id: string; readonly codeHash: string };

export type MigrationStanding = {
  readonly migration: string;
  /** `drifted`: its code is not what ran. `missing`: it ran, and is no longer in the registry. */
  readonly state: "applied" | "pending" | "drifted" | "missing";
  /** What the ledger knows; absent where it never ran. */
  readonly past?: PastMigration;
  /** For `drifted` and `missing`: what is wrong and what to try. */
  readonly problem?: string;
};

type LedgerPorts = Pick<MigrationPorts, "ledger" | "sleep">;

/** What the ledger knows of one migration; nothing when it never ran. */
export async function readPast(
  ports: LedgerPorts,
  migration: string,
  signal: AbortSignal,
): Promise<PastMigration | undefined> {
  return pastOf(await readEntry(ports, { run: RUN, entry: migration }, signal));
}

/** Writes what the ledger knows of a migration over what was read. */
export async function writePast(ports: LedgerPorts, past: PastMigration, signal: AbortSignal): Promise<PastMigration> {
  const { migration, revision, ...value } = past;
  const written = await writeEntry(ports, { run: RUN, entry: migration, revision, value }, signal);
  return { ...past, revision: written.revision };
}

/** How each migration stands, in the order of the registry, and then those that only the ledger knows. */
export async function historyOf(
  { ports, registered }: { readonly ports: LedgerPorts; readonly registered: readonly RegisteredMigration[] },
  signal: AbortSignal,
): Promise<readonly MigrationStanding[]> {
  const past = new Map<string, PastMigration>();
  for (const entry of await readEntries(ports, RUN, signal)) {
    const one = pastOf(entry);
    if (one !== undefined) past.set(one.migration, one);
  }
  const known = registered.map(({ id, codeHash }) => standing(id, codeHash, past.get(id)));
  const ids = new Set(registered.map(({ id }) => id));
  const unknown = [...past.values()].filter(({ migration }) => !ids.has(migration));
  return [...known, ...unknown.map((one) => standing(one.migration, undefined, one))];
}

function standing(migration: string, codeHash: string | undefined, past: PastMigration | undefined): MigrationStanding {
  if (past === undefined || past.state === "rolled-back")
    return { migration, state: "pending", ...(past ? { past } : {}) };
  if (codeHash === undefined) {
    const problem = `Migration ${migration} ran (${past.run}) and is not in the registry. Put its code back, or roll its runs back.`;
    return { migration, state: "missing", past, problem };
  }
  if (codeHash !== past.codeHash) {
    const problem = `The code of migration ${migration} is ${codeHash}, and run ${past.run} was made with ${past.codeHash}. Put that code back, make a next migration, or roll the run back.`;
    return { migration, state: "drifted", past, problem };
  }
  return { migration, state: past.state === "applied" ? "applied" : "pending", past };
}

function pastOf({ entry, revision, value }: LedgerEntry): PastMigration | undefined {
  if (revision === 0) return;
  const parsed = Value.safeParse(value);
  if (!parsed.success) throw new Failure("internal", `The ledger's history of migration ${entry} cannot be read.`);
  return { migration: entry, revision, ...parsed.data };
}
