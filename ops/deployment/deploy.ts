import { badInput } from "../failure.ts";
import type { Step } from "../report.ts";
import type { Interruption } from "./attempt.ts";
import { type Conclusion, conclude } from "./conclude.ts";
import { guardedPorts } from "./guarded-ports.ts";
import { type HeldLease, underDeploymentLease } from "./held-lease.ts";
import { deploymentId, deploymentsOf, liveOf, unfinishedOf } from "./history.ts";
import { beginJournal, type Journal, openJournal } from "./journal.ts";
import { DEPLOYMENT } from "./plans.ts";
import type { DeploymentPorts, Plan, Source } from "./ports.ts";
import { preflight } from "./preflight.ts";
import type { DeploymentRecord } from "./record.ts";
import { holds, passed, skipped } from "./step.ts";

export type DeployArgs = {
  readonly ports: DeploymentPorts;
  readonly note: (line: string) => void;
  /** The id of the plan that a person has seen, or its beginning; another one is refused. */
  readonly planId?: string | undefined;
  /** Why a rule is set aside; kept in the ledger. */
  readonly reason?: string | undefined;
  readonly rollForward: boolean;
  readonly canaryLeftOut?: string | undefined;
  /** Whether files that are in no commit may be deployed. */
  readonly uncommitted: "refused" | "kept";
};

/** How a deployment ended; without a record nothing was begun. */
export type Deployed = { readonly record?: DeploymentRecord; readonly told: readonly Step[] };

/**
 * Deploys the checkout to a stage, step by step, each in the ledger before and after; whatever fails is undone. Throws bad
 * input for a checkout or a plan that cannot be deployed, `unavailable` when another deployment is at work.
 */
export async function deploy(args: DeployArgs, interruption: Interruption): Promise<Deployed> {
  const { ports } = args;
  const both = AbortSignal.any([interruption.soft, interruption.hard]);
  const purpose = "ops deploy";
  return underDeploymentLease({ ports, purpose }, (lease) => held(args, lease, interruption), both);
}

async function held(args: DeployArgs, lease: HeldLease, { soft, hard: asked }: Interruption): Promise<Deployed> {
  const ports = guardedPorts(args.ports, lease);
  const hard = AbortSignal.any([asked, lease.lost]);
  const interruption = { soft, hard };
  const records = await deploymentsOf(ports, hard);
  const unfinished = unfinishedOf(records);
  if (unfinished !== undefined) await setAside({ args, unfinished, ports }, hard);
  const source = await deployable(args, hard);
  args.note("plan");
  const plan = await ports.engine.plan(AbortSignal.any([soft, hard]));
  requirePlan(args, plan);
  const live = liveOf(records);
  if (plan.changes.length === 0 && live?.source.digest === source.digest && live.source.settings === source.settings) {
    return { told: [passed("deploy", `nothing has changed since ${live.id}`)] };
  }
  const before = await preflight({ ...args, ports, source }, interruption);
  if (!holds(before)) return { told: [...before, ...blocked("the checks above")] };
  const record = await newRecord({ ...args, ports, source, plan, records }, hard);
  const journal = await beginJournal({ ports, record }, hard);
  args.note(`${record.id} is in the ledger`);
  const planned = { ...ports, engine: { ...ports.engine, plan: firstly(plan, ports.engine.plan) } };
  const { told, ...rest } = await conclude({ ...args, ports: planned, journal, steps: DEPLOYMENT }, interruption);
  return { ...rest, told: [...before, passed("ledger", record.id), ...told] };
}

/** The plan that was judged is the one that is done; only a later question makes a new one. */
function firstly(plan: Plan, ask: DeploymentPorts["engine"]["plan"]): DeploymentPorts["engine"]["plan"] {
  const made = [plan];
  return async (signal) => made.pop() ?? ask(signal);
}

/** Goes on with a deployment that was broken off: forward from the step that it was at, or back where it was going back. */
export async function resume(
  { ports: open, note, id }: Pick<DeployArgs, "ports" | "note"> & { readonly id: string },
  { soft, hard: asked }: Interruption,
): Promise<Conclusion> {
  const act = async (lease: HeldLease) => {
    const ports = guardedPorts(open, lease);
    const hard = AbortSignal.any([asked, lease.lost]);
    const journal = await openJournal({ ports, id }, hard);
    await requireResumable(journal, { ports, hard });
    return conclude({ ports, note, journal, steps: DEPLOYMENT }, { soft, hard });
  };
  return underDeploymentLease({ ports: open, purpose: `resuming ${id}` }, act, AbortSignal.any([soft, asked]));
}

async function requireResumable(
  { record }: Journal,
  { ports, hard }: { ports: DeploymentPorts; hard: AbortSignal },
): Promise<void> {
  const { id, state, kind, stage } = record;
  if (kind === "rollback")
    throw badInput(`${id} is a rollback.`, `Go on with it: ops rollback --stage ${stage} --apply`);
  if (state === "live" || state === "undone" || state === "failed") {
    throw badInput(
      `${id} has ended (${state}): there is nothing to go on with.`,
      "Begin a new one: ops deploy --apply",
    );
  }
  if (state !== "running") return;
  const source = await ports.source.read(hard);
  if (source.digest === record.source.digest && source.settings === record.source.settings) return;
  throw badInput(
    `${id} was begun from commit ${record.source.commit.slice(0, 12)}, and these are other files.`,
    `Go on from those: git checkout ${record.source.commit.slice(0, 12)}. Or undo it: ops rollback --stage ${stage} --apply`,
  );
}

async function deployable({ ports, uncommitted }: DeployArgs, signal: AbortSignal): Promise<Source> {
  const source = await ports.source.read(signal);
  if (source.dirty.length === 0) return source;
  if (uncommitted === "kept") return { ...source, commit: await ports.source.keep(signal) };
  const [first = "", ...rest] = source.dirty;
  const more = rest.length === 0 ? "" : ` and ${rest.length} more`;
  throw badInput(
    `The checkout differs from its commit ${source.commit.slice(0, 12)}: ${first}${more}.`,
    "Commit or stash it: what is deployed has to be found again. For the embedded AWS there is --uncommitted.",
  );
}

function requirePlan({ planId }: DeployArgs, plan: Plan): void {
  if (planId === undefined || plan.id.startsWith(planId)) return;
  throw badInput(
    `The plan is now ${plan.id}, not ${planId}: the commit, the settings or the stage have changed since you saw it.`,
    "Look at the new one and give its id: ops deploy",
  );
}

/** A stuck record that a person rolls forward over is closed; every other unfinished one has to end first. */
async function setAside(
  { args, unfinished, ports }: { args: DeployArgs; unfinished: DeploymentRecord; ports: DeploymentPorts },
  signal: AbortSignal,
): Promise<void> {
  if (!args.rollForward || unfinished.state !== "stuck") throw isUnfinished(unfinished);
  const journal = await openJournal({ ports, id: unfinished.id }, signal);
  await journal.write({ state: "failed" }, signal);
  args.note(`${unfinished.id} was stuck and is closed: this one rolls forward over it`);
}

function isUnfinished({ id, state, stage, kind }: DeploymentRecord): Error {
  const goBack = `ops rollback --stage ${stage} --apply`;
  const fix =
    kind === "rollback"
      ? `Go on with it: ${goBack}`
      : `Go on with it: ops deploy --stage ${stage} --resume ${id} --apply. Or undo it: ${goBack}`;
  return badInput(`${id} on ${stage} is not finished (${state}), and the next one cannot begin on what it left.`, fix);
}

function blocked(by: string): readonly Step[] {
  return [{ name: "ledger" }, ...DEPLOYMENT].map(({ name }) => skipped(name, `blocked by ${by}`));
}

type Beginning = DeployArgs & { source: Source; plan: Plan; records: readonly DeploymentRecord[] };

async function newRecord(args: Beginning, signal: AbortSignal): Promise<DeploymentRecord> {
  const { ports, source, plan, records, reason, rollForward } = args;
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
    before: {
      ...(live === undefined ? {} : { deployment: live.id, commit: live.source.commit }),
      targets: { ...targets },
      ...(stateVersion === undefined ? {} : { stateVersion }),
    },
    planned: plan.changes.map(({ urn, operation }) => ({ urn, operation })),
    ...{ migrations: [], steps: [], startedAt: now, updatedAt: now },
  };
}

const UNPROVEN = "no deployment of this stage was ever live, so there is no version worth comparing with";
