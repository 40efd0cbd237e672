import { deploymentId, liveOf } from "./history.ts";
import { DEPLOYMENT } from "./plans.ts";
import type { DeploymentPorts, Plan, Source } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";

export type Beginning = {
  readonly ports: DeploymentPorts;
  readonly source: Source;
  readonly plan: Plan;
  /** Oldest first. */
  readonly records: readonly DeploymentRecord[];
  /** What is stuck, and is rolled forward over. */
  readonly over: DeploymentRecord | undefined;
  readonly reason?: string | undefined;
  readonly rollForward: boolean;
  readonly canaryLeftOut?: string | undefined;
};

/** What the ledger holds of a deployment at first: what is to be done, and what was there before. */
export async function firstRecord(args: Beginning, signal: AbortSignal): Promise<DeploymentRecord> {
  const { ports, source, plan, records, reason, rollForward, over } = args;
  const live = liveOf(records);
  const [targets, stateVersion] = await Promise.all([ports.functions.live(signal), ports.engine.stateVersion(signal)]);
  const unproven = live === undefined && Object.keys(targets).length > 0 ? UNPROVEN : undefined;
  const canaryLeftOut = args.canaryLeftOut ?? unproven;
  const now = ports.now();
  return {
    id: deploymentId({ now, last: records.at(-1)?.id, random: ports.newId().slice(0, 4) }),
    ...{ kind: "deployment", stage: ports.stage, state: "running" },
    source: { ...source, dirty: [...source.dirty] },
    bundles: { ...plan.bundles },
    who: ports.who,
    ...(reason === undefined ? {} : { reason }),
    rollForward,
    ...(canaryLeftOut === undefined ? {} : { canaryLeftOut }),
    ...(over === undefined ? {} : { over: over.id }),
    before: {
      ...(live === undefined ? {} : { deployment: live.id, commit: live.source.commit }),
      targets: { ...targets },
      ...(stateVersion === undefined ? {} : { stateVersion }),
    },
    planned: plan.changes.map(({ urn, operation }) => ({ urn, operation })),
    ...leftBy(over, now),
    ...{ startedAt: now, updatedAt: now },
  };
}

const UNPROVEN = "no deployment of this stage was ever live, so there is no version worth comparing with";

/**
 * What a stuck one has done and could not undo is taken over: its steps as such that have yet to be undone, and their
 * migrations. So the new one's way back leads, from wherever it is, to what was live before both.
 */
function leftBy(over: DeploymentRecord | undefined, now: number): Pick<DeploymentRecord, "steps" | "migrations"> {
  if (over === undefined) return { steps: [], migrations: [] };
  const names = openSteps(over);
  const detail = `left by ${over.id}`;
  const status = "undo-failed" as const;
  const migrations = over.kind === "rollback" ? [] : over.migrations;
  return {
    steps: names.map((name) => ({ name, status, startedAt: now, endedAt: now, detail })),
    migrations: migrations.filter(({ when }) => names.includes(`migrations ${when}`)),
  };
}

/** Of a rollback, which has no way back of its own, that is what brings the program that was live. */
function openSteps({ kind, steps }: DeploymentRecord): readonly string[] {
  if (kind === "rollback") return ["update"];
  const open = steps.filter(({ status }) => status !== "skipped" && status !== "undone").map(({ name }) => name);
  return DEPLOYMENT.filter(({ name, undo }) => undo !== undefined && open.includes(name)).map(({ name }) => name);
}
