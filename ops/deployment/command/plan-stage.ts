import { styleText } from "node:util";
import { FIGURES, labelled } from "../../migrate/told.ts";
import type { Step } from "../../report.ts";
import { dirtyCheckout } from "../dirty-checkout.ts";
import { deploymentsOf, liveOf, unfinishedOf } from "../history.ts";
import type { DeploymentPorts, Plan, Source, Targets } from "../ports.ts";
import { notInPreview } from "../preflight.ts";
import type { DeploymentRecord } from "../record.ts";
import { applied, rollForwardCommand } from "../stage-commands.ts";
import { failed } from "../step.ts";
import type { DeploymentOutcome } from "./answer.ts";
import type { DeployWork } from "./deploy-options.ts";
import { nextAfter } from "./next-commands.ts";
import { changeLines, changesCounted, costOf, lossesIn } from "./plan-lines.ts";
import { type PlannedSteps, plannedSteps } from "./planned-steps.ts";
import { recordTable, short } from "./record-lines.ts";

type PlanWork = Extract<DeployWork, { kind: "plan" }>;

/** Everything that a plan is told from. */
export type PlannedDeployment = {
  readonly work: PlanWork;
  readonly source: Source;
  readonly plan: Plan;
  readonly records: readonly DeploymentRecord[];
  readonly targets: Targets;
  readonly migrations: PlannedSteps["migrations"];
  /** For production: the preview stage's deployment of the same source. */
  readonly verifiedAs: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** What a deployment would do, without the right to do it and without writing anything. */
export async function planStage(
  { ports, work }: { readonly ports: DeploymentPorts; readonly work: PlanWork },
  signal: AbortSignal,
): Promise<DeploymentOutcome> {
  const records = await deploymentsOf(ports, signal);
  const source = await ports.source.read(signal);
  const { engine, functions, migrations, checks } = ports;
  const [plan, targets, first, last, verifiedAs] = await Promise.all([
    engine.plan(signal),
    functions.live(signal),
    migrations.pending("first", signal),
    migrations.pending("last", signal),
    work.stage === "production" ? checks.verifiedInPreview(source, signal) : undefined,
  ]);
  const found = { work, source, plan, records, targets, migrations: { first, last }, verifiedAs, now: ports.now() };
  return plannedOutcome(found);
}

/** A plan for programs and for a person; what an --apply would be refused for fails it. */
export function plannedOutcome(found: PlannedDeployment): DeploymentOutcome {
  const { work, plan, source, targets, migrations } = found;
  const { stage } = work;
  const id = plan.id.slice(0, SHOWN_DIGITS);
  const counted = changesCounted(plan.changes);
  const losses = lossesIn(plan.changes);
  const { id: whole, changes, bundles } = plan;
  const witness = { id: whole, changes, bundles, source, targets, migrations, cost: costOf(changes) };
  const step: Step = {
    ...{ name: "plan", status: "passed", detail: `${id}, ${counted}` },
    findings: [
      { code: FIGURES, subject: stage, message: counted, witness },
      ...losses.map((message) => ({ code: "holds-data", subject: stage, message: `${message}.` })),
    ],
  };
  const body = bodyOf(found, losses);
  const live = idle(found);
  if (live !== undefined) {
    const told = { head: `${stage}: nothing has changed since ${live.id}`, body, next: [] };
    return { steps: [step], shows: "figures", told };
  }
  const through = ["", "  --apply would go through", ...plannedSteps({ ...work, migrations })];
  const told = {
    head: `${stage}: plan ${id}: ${counted}`,
    body: [...body, ...through],
    next: nextOf(found, id),
  };
  return { steps: [...hindrances(found), step], shows: "figures", told };
}

/** The deployment that is live already when there is nothing to deploy. */
function idle({ plan, source, records }: PlannedDeployment): DeploymentRecord | undefined {
  const live = liveOf(records);
  if (live === undefined || plan.changes.length > 0 || unfinishedOf(records) !== undefined) return undefined;
  const { digest, settings } = live.source;
  return digest === source.digest && settings === source.settings ? live : undefined;
}

/** As many digits of a plan's id are shown. */
const SHOWN_DIGITS = 16;

/** What --apply would not begin for. */
function hindrances(found: PlannedDeployment): readonly Step[] {
  const { work, source, verifiedAs } = found;
  const { stage, wish } = work;
  const blocking = blockingIn(found);
  const steps: Step[] = [];
  if (blocking !== undefined) {
    const { id, state } = blocking;
    const message = `${id} is not finished (${state}), and the next one cannot begin on what it left.`;
    const over = state === "stuck" ? `. Or deploy over it: ${rollForwardCommand(stage)}` : "";
    const fix = `Look at it: ops deploy --stage ${stage} --status ${id}${over}`;
    steps.push(failed("ledger", [{ code: "unfinished", message, fix, subject: id }]));
  }
  if (source.dirty.length > 0 && wish.uncommitted === "refused") {
    const { message, fix } = dirtyCheckout(source);
    steps.push(failed("checkout", [{ code: "dirty", message: `${message} --apply refuses that.`, fix }]));
  }
  if (stage === "production" && verifiedAs === undefined && wish.reason === undefined) steps.push(notInPreview(source));
  return steps;
}

/** What has to end before this may begin: everything unfinished, but for what is stuck and is rolled forward over. */
function blockingIn({ records, work }: PlannedDeployment): DeploymentRecord | undefined {
  const unfinished = unfinishedOf(records);
  return unfinished?.state === "stuck" && work.wish.rollForward ? undefined : unfinished;
}

const LAST = 5;

function bodyOf(found: PlannedDeployment, losses: readonly string[]): readonly string[] {
  const { work, plan, source, records, targets, verifiedAs, now } = found;
  const live = liveOf(records);
  const unfinished = unfinishedOf(records);
  const versions = Object.entries(targets).map(([name, { version }]) => `${name} ${version}`);
  const isKept = source.dirty.length > 0 && work.wish.uncommitted === "kept";
  return [
    ...(losses.length === 0
      ? []
      : [alarming("  THIS DESTROYS DATA:"), ...losses.map((each) => alarming(`    ${each}`)), ""]),
    ...changeLines(plan.changes),
    ...(plan.changes.length === 0 ? [] : [""]),
    ...labelled([
      ["costs", costOf(plan.changes)],
      [
        "from",
        `commit ${short(source.commit)}${isKept ? `, with ${source.dirty.length} files that are in no commit` : ""}`,
      ],
      [
        "live",
        live === undefined ? "no deployment is in the ledger" : `${live.id}, commit ${short(live.source.commit)}`,
      ],
      ["aliases", versions.length === 0 ? "none yet" : versions.join(", ")],
      ...(unfinished === undefined ? [] : [["unfinished", unfinishedTold(found, unfinished)] as const]),
      ...(work.stage === "production" ? [["preview", verifiedTold(verifiedAs, work.wish.reason)] as const] : []),
    ]),
    ...(records.length === 0 ? [] : ["", "  The last deployments", ...recordTable(records.slice(-LAST), now)]),
  ];
}

function unfinishedTold(found: PlannedDeployment, { id, state }: DeploymentRecord): string {
  return blockingIn(found) === undefined ? `${id} is ${state}, and is closed by this one` : `${id} is ${state}`;
}

function verifiedTold(id: string | undefined, reason: string | undefined): string {
  if (id !== undefined) return `verified there as ${id}`;
  return reason === undefined
    ? "this commit was not verified there: --apply needs --reason"
    : `this commit was not verified there; set aside: ${reason}`;
}

function alarming(line: string): string {
  return styleText(["bold", "red"], line);
}

function nextOf(found: PlannedDeployment, id: string): readonly string[] {
  const { stage, words } = found.work;
  const blocking = blockingIn(found);
  if (blocking !== undefined) return nextAfter(blocking);
  if (hindrances(found).length > 0) return [];
  return [["ops deploy", "--stage", stage, applied(stage), "--plan", id, ...words].join(" ")];
}
