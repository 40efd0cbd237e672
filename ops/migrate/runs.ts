import { historyOf } from "../../runtime/migrating/history.ts";
import { badInput } from "../failure.ts";
import { nearNames } from "./near-names.ts";
import { registered } from "./registry-history.ts";
import type { StageMigration } from "./stage-migration.ts";

export type NamedRun = {
  readonly stage: StageMigration;
  /** As it was typed; the last run without it. */
  readonly run: string | undefined;
};

/** The run that is meant; `badInput` with the nearest names for one that there is not. */
export async function namedRun({ stage, run }: NamedRun, signal: AbortSignal): Promise<string> {
  const standings = await historyOf({ ports: stage.ports, registered: await registered() }, signal);
  const pasts = standings.flatMap(({ past }) => past ?? []);
  const last = pasts.toSorted((a, b) => b.appliedAt - a.appliedAt)[0]?.run;
  const runs = pasts.flatMap((past) => past.runs);
  if (run === undefined && last !== undefined) return last;
  if (run !== undefined && runs.includes(run)) return run;
  if (last === undefined) {
    throw badInput(
      `No migration has run on ${stage.stage} yet.`,
      `See what one would do: ${COMMAND} --stage ${stage.stage}`,
    );
  }
  throw badInput(
    `There is no run ${run} on ${stage.stage}.`,
    `Is it one of these? ${nearNames(run ?? "", runs).join(", ")}`,
  );
}

const COMMAND = "ops migrate-schema";
