import { isDeepStrictEqual } from "node:util";
import { OpsFailure } from "../../failure.ts";
import { counted } from "../../migrate/figures.ts";
import { openJournal } from "../journal.ts";
import type { Plan, PlannedChange, Targets } from "../ports.ts";
import type { DeploymentRecord } from "../record.ts";
import { misdirected, settled, versionsIn } from "../settled.ts";
import { type DeploymentStep, failed, passed, skipped, type Turn } from "../step.ts";

const name = "update";

/** The engine does what was planned. New versions are there then; traffic still goes to the old ones. */
export const update: DeploymentStep = {
  name,
  explains: "pulumi up of exactly what was planned; the live aliases stay on the old versions.",
  async run(turn, signal) {
    const { ports, record, remember } = turn;
    const plan = await ports.engine.plan(signal);
    const strange = unplanned(plan, record);
    if (strange.length > 0) {
      throw new OpsFailure(
        3,
        `The plan has changed since it was made: it would now ${strange.slice(0, MOST_TOLD).join("; ")}.`,
        `What is new must be seen before it is done. Look at it: ops deploy --stage ${ports.stage}`,
      );
    }
    await ports.engine.up(plan, signal);
    const versions = await ports.functions.newest(signal);
    await remember({ versions });
    const problems = await misdirected({ ports, meant: kept(record) }, signal);
    if (problems.length > 0) return [failed(name, problems)];
    return [passed(name, `${counted(plan.changes.length, "change")}; versions ${versionsTold(versions)}`)];
  },
  async undo(turn, signal) {
    if (turn.record.before.deployment === undefined) return [skipped("undo update", NOTHING_BEFORE)];
    return restored(turn, signal);
  },
};

const NOTHING_BEFORE =
  "no deployment of this stage was ever live: there is nothing to go back to, and what exists stays";

/** Brings the program of the deployment before back, and waits until it has settled. */
async function restored({ ports, record, note }: Turn, signal: AbortSignal) {
  const line = "undo update";
  const { commit = "" } = record.before;
  await ports.engine.restore(commit, signal);
  const meant = await meantBefore({ ports, record }, signal);
  if (record.over !== undefined) await ports.functions.point(meant, signal);
  const unsettled = await settled({ ports, versions: versionsIn(meant), way: "back", note }, signal);
  const problems = [...unsettled, ...(await misdirected({ ports, meant }, signal))];
  if (problems.length > 0) return [failed(line, problems)];
  await renumbered({ ports, record }, signal);
  return [passed(line, `the program of ${commit.slice(0, 12)} is back`)];
}

/** Tells the record of the deployment before about functions that were removed and are back, with versions of their own. */
async function renumbered({ ports, record: { before } }: Pick<Turn, "ports" | "record">, signal: AbortSignal) {
  const { deployment: id } = before;
  if (id === undefined) return;
  const versions = versionsIn(await ports.functions.live(signal));
  const journal = await openJournal({ ports, id }, signal);
  if (!isDeepStrictEqual(journal.record.versions, versions)) await journal.write({ versions }, signal);
}

/**
 * Where the aliases of the functions belong that stayed. What was begun over a stuck one did not find them there: it goes back to
 * the versions of the deployment that was live, of functions that neither the stuck one nor this one removed.
 */
async function meantBefore({ ports, record }: Pick<Turn, "ports" | "record">, signal: AbortSignal): Promise<Targets> {
  const { over, before, bundles } = record;
  if (over === undefined || before.deployment === undefined) return kept(record);
  const stuck = await openJournal({ ports, id: over }, signal);
  const live = await openJournal({ ports, id: before.deployment }, signal);
  const stayed = Object.entries(live.record.versions ?? {}).filter(
    ([one]) => bundles[one] !== undefined && stuck.record.bundles[one] !== undefined,
  );
  return Object.fromEntries(stayed.map(([one, version]) => [one, { version }]));
}

/** The targets of the functions that there are before and after; one that is removed and comes back numbers its versions anew. */
function kept({ before, bundles }: DeploymentRecord): Targets {
  return Object.fromEntries(Object.entries(before.targets).filter(([one]) => bundles[one] !== undefined));
}

const MOST_TOLD = 3;
/** What takes away what is there, with all that it holds. */
const TAKING: ReadonlySet<string> = new Set<PlannedChange["operation"]>(["replace", "delete"]);

/** What a plan does that nobody has seen: to what was not to be touched, or taking away what was to stay. */
function unplanned(plan: Plan, { planned }: DeploymentRecord): readonly string[] {
  const known = new Map(planned.map(({ urn, operation }) => [urn, operation]));
  return plan.changes.flatMap(({ urn, operation }) => {
    const seen = known.get(urn);
    if (seen === undefined) return [`${operation} ${urn}, which was not to be touched`];
    return TAKING.has(operation) && operation !== seen ? [`${operation} ${urn}, where the plan was to ${seen} it`] : [];
  });
}

function versionsTold(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}
