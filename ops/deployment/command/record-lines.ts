import { styleText } from "node:util";
import { columns } from "../../migrate/columns.ts";
import { ago, counted, timeSpan } from "../../migrate/figures.ts";
import { labelled } from "../../migrate/told.ts";
import type { DeploymentRecord, StepRecord } from "../record.ts";

const COMMIT_DIGITS = 12;

const HEADS = ["id", "what", "state", "commit", "began", "took", "by"].map((head) => ({
  ...{ head, side: "left" as const },
}));

/** A table of deployments and rollbacks, newest first. `now` in epoch milliseconds. */
export function recordTable(records: readonly DeploymentRecord[], now: number): readonly string[] {
  const rows = records.toReversed().map((record) => {
    const { id, state, source, startedAt, who, restores } = record;
    const what = restores === undefined ? "deployment" : `back to ${restores}`;
    return [id, what, state, short(source.commit), ago(startedAt, now), took(record), who.split(",")[0] ?? who];
  });
  return columns({ heads: HEADS, rows });
}

/** One deployment or rollback with its steps. `now` in epoch milliseconds. */
export function recordLines(record: DeploymentRecord, now: number): readonly string[] {
  const { kind, source, who, reason, rollForward, canaryLeftOut, before, over, planned, restores, startedAt } = record;
  const rows: (readonly [string, string])[] = [
    ["kind", restores === undefined ? kind : `${kind} to ${restores}`],
    ["began", `${new Date(startedAt).toISOString()} (${ago(startedAt, now)}), took ${took(record)}`],
    ["by", who],
    ["commit", `${source.commit}${source.dirty.length > 0 ? ", with changes that were not committed" : ""}`],
    ...(reason === undefined ? [] : [["reason", reason] as const]),
    ...(rollForward ? [["roll forward", "the version before counts as bad"] as const] : []),
    ...(canaryLeftOut === undefined ? [] : [["no canary", canaryLeftOut] as const]),
    ["functions", versionsMoved(record)],
    ["before", before.deployment ?? "no deployment was live"],
    ...(over === undefined ? [] : [["begun over", `${over}, which was stuck`] as const]),
    ...(planned.length === 0 ? [] : [["planned", counted(planned.length, "change")] as const]),
    ...(record.migrations.length === 0
      ? []
      : [["migrations", record.migrations.map(({ id }) => id).join(", ")] as const]),
  ];
  return [...labelled(rows), "", ...record.steps.flatMap(stepLines)];
}

const MARKS = {
  started: ["…", "yellow"],
  passed: ["✓", "green"],
  failed: ["✗", "red"],
  skipped: ["-", "gray"],
  undoing: ["…", "yellow"],
  undone: ["↩", "gray"],
  "undo-failed": ["✗", "red"],
} as const satisfies Record<StepRecord["status"], readonly [string, string]>;

const WIDTH = 16;

function stepLines({ name, status, startedAt, endedAt, detail = "", problems = [] }: StepRecord): readonly string[] {
  const [mark, colour] = MARKS[status];
  const lasted = endedAt === undefined ? "" : timeSpan((endedAt - startedAt) / 1_000);
  const told = status === "passed" || status === "skipped" ? detail : [status, detail].filter(Boolean).join(": ");
  const line = `  ${styleText(colour, mark)} ${name.padEnd(WIDTH)} ${lasted.padEnd(WIDTH)} ${told}`.trimEnd();
  return [line, ...problems.map((problem) => `      ${problem}`)];
}

/** The functions whose traffic a deployment or a rollback moves: `api 4 → 5, worker 4 → 5`. */
export function versionsMoved({ before: { targets }, versions }: DeploymentRecord): string {
  if (versions === undefined) return "not yet known";
  const moved = Object.entries(versions).flatMap(([name, to]) => {
    const from = targets[name]?.version;
    if (from === to) return [];
    return [from === undefined ? `${name} ${to} (new)` : `${name} ${from} → ${to}`];
  });
  return moved.length === 0 ? "no function has another version" : moved.join(", ");
}

function took({ startedAt, updatedAt }: DeploymentRecord): string {
  return timeSpan((updatedAt - startedAt) / 1_000);
}

/** The first digits of a commit. */
export function short(commit: string): string {
  return commit.slice(0, COMMIT_DIGITS);
}
