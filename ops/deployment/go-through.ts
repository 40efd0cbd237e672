import type { Step } from "../report.ts";
import { attempt, type Interruption } from "./attempt.ts";
import type { Journal } from "./journal.ts";
import type { DeploymentPorts } from "./ports.ts";
import type { StepRecord } from "./record.ts";
import { deployCommand, resumeCommand } from "./stage-commands.ts";
import { type DeploymentStep, holds, type Turn } from "./step.ts";

export type Walk = {
  readonly ports: DeploymentPorts;
  readonly journal: Journal;
  readonly steps: readonly DeploymentStep[];
  readonly note: (line: string) => void;
};

/** Lines of the report, and the step that ended the walk where one did. */
export type Walked = { readonly told: readonly Step[]; readonly stoppedAt?: string };

/** Does the steps that are not done yet in their order, up to the first that does not pass; the rest is listed as skipped. */
export async function goForward(walk: Walk, interruption: Interruption): Promise<Walked> {
  const { journal, steps, note } = walk;
  const told: Step[] = [];
  let stoppedAt: string | undefined;
  for (const step of steps) {
    const { name } = step;
    if (stoppedAt !== undefined) {
      told.push({ name, status: "skipped", reason: `blocked by ${stoppedAt}`, findings: [] });
      continue;
    }
    const before = stateOf(walk, name);
    if (before?.status === "passed" || before?.status === "skipped") {
      told.push({ name, status: before.status, reason: "done before it was resumed", findings: [] });
      continue;
    }
    note(name);
    const lines = await forward(walk, step, interruption);
    told.push(...lines);
    if (!holds(lines)) stoppedAt = name;
    await journal.step({ name, ...ended(lines, walk.ports.now()) }, interruption.hard);
  }
  return stoppedAt === undefined ? { told } : { told, stoppedAt };
}

async function forward(walk: Walk, step: DeploymentStep, interruption: Interruption): Promise<readonly Step[]> {
  const { name } = step;
  const { soft, hard } = interruption;
  await walk.journal.step({ name, status: "started" }, hard);
  const both = AbortSignal.any([soft, hard]);
  const act = async () => {
    both.throwIfAborted();
    return step.run(turnOf(walk, hard), both);
  };
  return attempt({ name, act, next: nextAfterFailing(walk) }, interruption);
}

/** Undoes the steps that were begun, last one first; stops at the first that cannot be undone, for a person. */
export async function goBack(walk: Walk, hard: AbortSignal): Promise<Walked> {
  const { journal, note, ports } = walk;
  const told: Step[] = [];
  let stoppedAt: string | undefined;
  for (const step of walk.steps.toReversed()) {
    const before = stateOf(walk, step.name);
    if (step.undo === undefined || before === undefined || NOTHING_TO_UNDO.has(before.status)) continue;
    const { name } = step;
    const line = `undo ${name}`;
    if (stoppedAt !== undefined) {
      told.push({ name: line, status: "skipped", reason: `blocked by ${stoppedAt}`, findings: [] });
      continue;
    }
    note(line);
    await journal.step({ name, status: "undoing" }, hard);
    const undo = step.undo;
    const act = () => undo(turnOf(walk, hard), hard);
    const next = `go on: ${resumeCommand(journal.record)}`;
    const lines = await attempt({ name: line, act, next }, { soft: hard, hard });
    told.push(...lines);
    if (!holds(lines)) stoppedAt = line;
    const status = holds(lines) ? "undone" : "undo-failed";
    await journal.step({ name, status, endedAt: ports.now(), ...problemsIn(lines) }, hard);
  }
  return stoppedAt === undefined ? { told } : { told, stoppedAt };
}

/** A deployment that fails is undone by itself; a rollback has no way back, and stays where it is. */
function nextAfterFailing({ journal: { record } }: Walk): string {
  return record.kind === "rollback"
    ? `go on: ${resumeCommand(record)}`
    : `deploy again, for this one is undone: ${deployCommand(record.stage)}`;
}

const NOTHING_TO_UNDO: ReadonlySet<StepRecord["status"]> = new Set(["skipped", "undone"]);

function stateOf({ journal }: Walk, name: string): StepRecord | undefined {
  return journal.record.steps.find((step) => step.name === name);
}

function turnOf({ ports, journal, note }: Walk, hard: AbortSignal): Turn {
  return {
    ports,
    note,
    get record() {
      return journal.record;
    },
    remember: (change) => journal.write(change, hard),
  };
}

function ended(lines: readonly Step[], endedAt: number): Omit<StepRecord, "name" | "startedAt"> {
  const all = lines.every(({ status }) => status === "skipped");
  const status = holds(lines) ? (all ? "skipped" : "passed") : "failed";
  const first = lines.map(({ detail, reason }) => detail ?? reason ?? "").find((text) => text !== "");
  const detail = status === "passed" && lines.length > FEW_LINES ? `${lines.length} lines of the report` : first;
  return { status, endedAt, ...(detail === undefined ? {} : { detail }), ...problemsIn(lines) };
}

const MOST_PROBLEMS = 20;
/** A step of more lines is not told by the first of them. */
const FEW_LINES = 5;

function problemsIn(lines: readonly Step[]): { problems?: string[] } {
  const wrong = lines.filter(({ status }) => status !== "passed");
  const problems = wrong.flatMap(({ findings }) => findings.map(({ message }) => message)).slice(0, MOST_PROBLEMS);
  return problems.length === 0 ? {} : { problems };
}
