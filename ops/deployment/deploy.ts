import { badInput } from "../failure.ts";
import type { Step } from "../report.ts";
import type { Interruption } from "./attempt.ts";
import { type Conclusion, conclude } from "./conclude.ts";
import { dirtyCheckout } from "./dirty-checkout.ts";
import { firstRecord } from "./first-record.ts";
import { guardedPorts } from "./guarded-ports.ts";
import { type HeldLease, underDeploymentLease } from "./held-lease.ts";
import { deploymentsOf, liveOf, unfinishedOf } from "./history.ts";
import { beginJournal, openJournal } from "./journal.ts";
import { DEPLOYMENT } from "./plans.ts";
import type { DeploymentPorts, Plan, Source } from "./ports.ts";
import { preflight } from "./preflight.ts";
import type { DeploymentRecord } from "./record.ts";
import { deployCommand, resumeCommand, rollbackCommand, rollForwardCommand } from "./stage-commands.ts";
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
  const over = rolledOver(args, unfinishedOf(records));
  const source = await deployable(args, hard);
  args.note("plan");
  const plan = await ports.engine.plan(AbortSignal.any([soft, hard]));
  requirePlan(args, plan);
  const live = liveOf(records);
  const isSame = live?.source.digest === source.digest && live.source.settings === source.settings;
  if (live !== undefined && isSame && over === undefined && plan.changes.length === 0) {
    return { told: [passed("deploy", `nothing has changed since ${live.id}`)] };
  }
  const before = await preflight({ ...args, ports, source }, interruption);
  if (!holds(before)) return { told: [...before, ...blocked("the checks above")] };
  const record = await firstRecord({ ...args, ports, source, plan, records, over }, hard);
  const journal = await beginJournal({ ports, record }, hard);
  args.note(`${record.id} is in the ledger${over === undefined ? "" : `; ${over.id} was stuck, and is closed by it`}`);
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
    const known = (await deploymentsOf(ports, hard)).find((each) => each.id === id);
    await requireResumable(known ?? journal.record, { ports, hard });
    return conclude({ ports, note, journal, steps: DEPLOYMENT }, { soft, hard });
  };
  return underDeploymentLease({ ports: open, purpose: `resuming ${id}` }, act, AbortSignal.any([soft, asked]));
}

async function requireResumable(
  record: DeploymentRecord,
  { ports, hard }: { ports: DeploymentPorts; hard: AbortSignal },
): Promise<void> {
  const { id, state, kind, stage } = record;
  if (kind === "rollback") throw badInput(`${id} is a rollback.`, `Go on with it: ${resumeCommand(record)}`);
  if (state === "live" || state === "undone" || state === "failed") {
    throw badInput(
      `${id} has ended (${state}): there is nothing to go on with.`,
      `Begin a new one: ${deployCommand(stage)}`,
    );
  }
  if (state !== "running") return;
  const source = await ports.source.read(hard);
  if (source.digest === record.source.digest && source.settings === record.source.settings) return;
  const commit = record.source.commit.slice(0, 12);
  throw badInput(
    `${id} was begun from commit ${commit}, and these are other files.`,
    `Go on from those: git checkout ${commit}. Or undo it: ${rollbackCommand(stage)}`,
  );
}

async function deployable({ ports, uncommitted }: DeployArgs, signal: AbortSignal): Promise<Source> {
  const source = await ports.source.read(signal);
  if (source.dirty.length === 0) return source;
  if (uncommitted === "kept") return { ...source, commit: await ports.source.keep(signal) };
  const { message, fix } = dirtyCheckout(source);
  throw badInput(message, fix);
}

function requirePlan({ planId, ports: { stage } }: DeployArgs, plan: Plan): void {
  if (planId === undefined || plan.id.startsWith(planId)) return;
  throw badInput(
    `The plan is now ${plan.id}, not ${planId}: the commit, the settings or the stage have changed since you saw it.`,
    `Look at the new one and give its id: ops deploy --stage ${stage}`,
  );
}

/** What is stuck, where a person rolls forward over it; everything else that is unfinished has to end first. */
function rolledOver(
  { rollForward }: Pick<DeployArgs, "rollForward">,
  unfinished: DeploymentRecord | undefined,
): DeploymentRecord | undefined {
  if (unfinished === undefined || (rollForward && unfinished.state === "stuck")) return unfinished;
  throw badInput(...unfinishedTold(unfinished));
}

function unfinishedTold(record: DeploymentRecord): readonly [message: string, fix: string] {
  const { id, state, stage, kind } = record;
  const ways = [
    `Go on with it: ${resumeCommand(record)}`,
    ...(kind === "rollback" ? [] : [`Or undo it: ${rollbackCommand(stage)}`]),
    ...(state === "stuck" ? [`Or, where that cannot work any more, deploy over it: ${rollForwardCommand(stage)}`] : []),
  ];
  return [
    `${id} on ${stage} is not finished (${state}), and the next one cannot begin on what it left.`,
    ways.join(". "),
  ];
}

function blocked(by: string): readonly Step[] {
  return [{ name: "ledger" }, ...DEPLOYMENT].map(({ name }) => skipped(name, `blocked by ${by}`));
}
