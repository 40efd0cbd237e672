import type { Stage } from "../../../runtime/domain/stage.ts";
import { FIGURES } from "../../migrate/told.ts";
import type { Step } from "../../report.ts";
import type { DeploymentRecord } from "../record.ts";
import type { DeploymentOutcome } from "./answer.ts";
import { nextAfter } from "./next-commands.ts";
import { versionsMoved } from "./record-lines.ts";

export type Concluded = {
  readonly stage: Stage;
  readonly told: readonly Step[];
  /** Absent when nothing was begun. */
  readonly record?: DeploymentRecord | undefined;
  /** The state that was asked for. */
  readonly wanted: "live" | "undone";
};

/** How a deployment or a rollback ended, with the record for programs. */
export function concludedOutcome({ stage, told, record, wanted }: Concluded): DeploymentOutcome {
  if (record === undefined) return nothingBegun(stage, told);
  const head = `${stage}: ${headOf(record)}`;
  const figures = { code: FIGURES, subject: record.id, message: head, witness: record };
  const status = record.state === wanted ? "passed" : "failed";
  const ending: Step = { name: "end", status, detail: `${record.id} is ${record.state}`, findings: [figures] };
  return { steps: [...told, ending], shows: "steps", told: { head, body: [], next: nextAfter(record) } };
}

function nothingBegun(stage: Stage, told: readonly Step[]): DeploymentOutcome {
  const stopped = told.find(({ status }) => status === "failed" || status === "undecided");
  const [only] = told;
  const reason = only?.reason ?? only?.detail ?? "there was nothing to do";
  const head = stopped === undefined ? reason : `nothing was deployed: ${stopped.name} did not pass`;
  return { steps: told, shows: "steps", told: { head: `${stage}: ${head}`, body: [], next: [] } };
}

function headOf(record: DeploymentRecord): string {
  const { id, kind, state, before, restores, steps } = record;
  const stuckAt = steps.find(({ status }) => status === "undo-failed");
  const failedAt = stuckAt ?? steps.find(({ status }) => status === "failed");
  const at = (failedAt ?? steps.find(({ problems }) => problems !== undefined))?.name;
  const why = at === undefined ? "" : ` after ${at} did not pass`;
  switch (state) {
    case "live":
      return kind === "rollback"
        ? `back at ${restores} (${versionsMoved(record)})`
        : `${id} is live (${versionsMoved(record)})`;
    case "undone":
      return `${id} was undone${why}; ${before.deployment} serves as before`;
    case "failed":
      return `${id} has failed${at === undefined ? "" : ` at ${at}`}; there was none before it to go back to, and what exists stays`;
    case "stuck":
      return `${id} is stuck${at === undefined ? "" : ` at ${at}`} and needs a person`;
    default:
      return `${id} is not finished (${state})`;
  }
}
