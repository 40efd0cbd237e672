import type { Step } from "../report.ts";
import type { DeploymentPorts } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";

/** What a step works with. */
export type Turn = {
  readonly ports: DeploymentPorts;
  /** The record as the ledger has it now. */
  readonly record: DeploymentRecord;
  /** Puts something into the record, durably. */
  remember(change: Partial<DeploymentRecord>): Promise<void>;
  /** Tells a person how far it is. */
  readonly note: (line: string) => void;
};

/**
 * One step of a deployment or a rollback. A process may end at any moment in it, and the step is then run again or undone:
 * both are safe to repeat. It passed when all its lines of the report passed or were skipped.
 */
export type DeploymentStep = {
  readonly name: string;
  /** What it does and on what it goes on, in one sentence. */
  readonly explains: string;
  run(turn: Turn, signal: AbortSignal): Promise<readonly Step[]>;
  /** The way back, itself checked. */
  undo?(turn: Turn, signal: AbortSignal): Promise<readonly Step[]>;
};

/** A line that passed. */
export function passed(name: string, detail: string): Step {
  return { name, status: "passed", detail, findings: [] };
}

/** A line that was not needed, with the reason. */
export function skipped(name: string, reason: string): Step {
  return { name, status: "skipped", reason, findings: [] };
}

export type Problem = {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly subject?: string;
};

/** A line that failed. */
export function failed(name: string, problems: readonly Problem[]): Step {
  return { name, status: "failed", findings: problems.map((problem) => ({ subject: name, ...problem })) };
}

/** Whether a step may be counted as done. */
export function holds(steps: readonly Step[]): boolean {
  return steps.every(({ status }) => status === "passed" || status === "skipped");
}
