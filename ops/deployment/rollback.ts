import type { Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";
import type { Interruption } from "./attempt.ts";
import { type Conclusion, conclude, concludeRollback, turnBack } from "./conclude.ts";
import { guardedPorts } from "./guarded-ports.ts";
import { type HeldLease, underDeploymentLease } from "./held-lease.ts";
import { deploymentId, deploymentsOf, liveOf, unfinishedOf } from "./history.ts";
import { beginJournal, type Journal, openJournal } from "./journal.ts";
import { DEPLOYMENT, ROLLBACK } from "./plans.ts";
import type { DeploymentPorts, StageMigrations } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";
import { deployCommand, rollbackCommand } from "./stage-commands.ts";
import { versionsLeft, wayBack } from "./way-back.ts";

export type RollbackArgs = {
  readonly ports: DeploymentPorts;
  readonly note: (line: string) => void;
  /** The deployment to go back to; without it the one before what is live. */
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  /** What happens where a migration since then cannot be undone. */
  readonly irreversible: "refused" | "kept";
};

/** What a rollback would do: undo a deployment that is not finished, go on with a rollback, or go back to an earlier one. */
export type RollbackPlan =
  | { readonly kind: "undo" | "go-on"; readonly unfinished: DeploymentRecord }
  | {
      readonly kind: "go-back";
      readonly from: DeploymentRecord;
      readonly to: DeploymentRecord;
      /** Migrations that were applied since, in the order in which they were. */
      readonly migrations: DeploymentRecord["migrations"];
    };

/** Chooses what a rollback would do from the ledger's records; bad input when there is nothing to go back to. */
export function planRollback({
  stage,
  records,
  to,
  irreversible,
  goesBack,
}: Pick<RollbackArgs, "to" | "irreversible"> & {
  readonly stage: Stage;
  readonly records: readonly DeploymentRecord[];
  readonly goesBack: StageMigrations["goesBack"];
}): RollbackPlan {
  const unfinished = unfinishedOf(records);
  if (unfinished !== undefined) {
    const { restores, before } = unfinished;
    const goal = records.find(({ id }) => id === (restores ?? before.deployment));
    if (to === undefined || to === goal?.id || to === goal?.restores) {
      return { kind: unfinished.kind === "rollback" ? "go-on" : "undo", unfinished };
    }
    throw badInput(
      `${unfinished.id} is not finished (${unfinished.state}); it has to end before the stage can go back to ${to}.`,
      `Undo it first: ${rollbackCommand(stage)}`,
    );
  }
  const from = liveOf(records);
  if (from === undefined) {
    throw badInput("No deployment is live in the ledger.", `Deploy first: ${deployCommand(stage)}`);
  }
  const { to: target, migrations } = wayBack({ records, from, to, goesBack });
  const stays = migrations.find(({ id }) => !goesBack(id));
  if (stays !== undefined && irreversible === "refused") {
    throw badInput(
      `The migration ${stays.id} was applied since ${target.id}, and it cannot be undone.`,
      "If the code of then can live with it, say so: --keep-migrations --reason TEXT",
    );
  }
  return { kind: "go-back", from, to: target, migrations };
}

/** Goes back to an earlier deployment, or undoes the one that is not finished. */
export async function rollback(args: RollbackArgs, { soft, hard: asked }: Interruption): Promise<Conclusion> {
  const act = async (lease: HeldLease) => {
    const ports = guardedPorts(args.ports, lease);
    const interruption = { soft, hard: AbortSignal.any([asked, lease.lost]) };
    const records = await deploymentsOf(ports, interruption.hard);
    const plan = planRollback({ ...args, stage: ports.stage, records, goesBack: ports.migrations.goesBack });
    const { note } = args;
    if (plan.kind === "go-back") {
      const record = await newRecord({ ...args, ports, plan, records }, interruption.hard);
      const journal = await beginJournal({ ports, record }, interruption.hard);
      note(`${record.id} is in the ledger`);
      return concludeRollback({ ports, note, journal, steps: ROLLBACK }, interruption);
    }
    const journal = await openJournal({ ports, id: plan.unfinished.id }, interruption.hard);
    if (plan.kind === "go-on") return goneOn({ ports, note, journal }, interruption);
    if (journal.record.state === "running") await turnBack(journal, interruption.hard);
    return conclude({ ports, note, journal, steps: DEPLOYMENT }, interruption);
  };
  const purpose = "ops rollback";
  return underDeploymentLease({ ports: args.ports, purpose }, act, AbortSignal.any([soft, asked]));
}

type Going = { readonly ports: DeploymentPorts; readonly note: (line: string) => void; readonly journal: Journal };

async function goneOn(going: Going, interruption: Interruption): Promise<Conclusion> {
  await going.journal.write({ state: "running" }, interruption.hard);
  return concludeRollback({ ...going, steps: ROLLBACK }, interruption);
}

type Beginning = RollbackArgs & {
  readonly plan: Extract<RollbackPlan, { kind: "go-back" }>;
  readonly records: readonly DeploymentRecord[];
};

async function newRecord(args: Beginning, signal: AbortSignal): Promise<DeploymentRecord> {
  const { ports, plan, records, reason } = args;
  const [targets, stateVersion] = await Promise.all([ports.functions.live(signal), ports.engine.stateVersion(signal)]);
  const now = ports.now();
  const { to, from, migrations } = plan;
  return {
    id: deploymentId({ now, last: records.at(-1)?.id, random: ports.newId().slice(0, 4) }),
    ...{ kind: "rollback", stage: ports.stage, state: "running", rollForward: false, restores: to.id },
    ...{ source: to.source, bundles: to.bundles, who: ports.who },
    versions: { ...versionsLeft(to, records) },
    ...(reason === undefined ? {} : { reason }),
    before: {
      ...{ deployment: from.id, commit: from.source.commit, targets: { ...targets } },
      ...(stateVersion === undefined ? {} : { stateVersion }),
    },
    ...{ planned: [], migrations, steps: [], startedAt: now, updatedAt: now },
  };
}
