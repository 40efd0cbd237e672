import type { JobOutcome } from "./sample-job.ts";

export type StageOutcome = { stage: string; jobs: readonly JobOutcome[] };

const FIELDS_SHOWN = 3;
const VALUE_WIDTH = 60;

/** What came of the sample jobs: one aligned line a job, and below it three fields with where they stand in the page's text. */
export function outcomeTable(stages: readonly StageOutcome[]): string {
  const head = ["stage", "url", "type", "job", "status", "model", "ms"];
  const entries = stages.flatMap(({ stage, jobs }) => jobs.map((job) => ({ job, cells: cellsOf(stage, job) })));
  const widths = head.map((title, at) => Math.max(title.length, ...entries.map(({ cells }) => cells[at]?.length ?? 0)));
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = entries.flatMap(({ job, cells }) => [row(cells), ...detailsOf(job)]);
  return [row(head), ...lines].join("\n");
}

function cellsOf(stage: string, job: JobOutcome): string[] {
  return [stage, job.url, job.type, job.id, job.status, job.model ?? "none", String(job.milliseconds)];
}

function detailsOf(job: JobOutcome): string[] {
  if (job.error !== undefined) return [`  ${job.error}`];
  const shown = job.fields.slice(0, FIELDS_SHOWN).map((field) => ({ ...field, name: field.pointer.slice(1) }));
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  return shown.map(({ name, value, start, end }) => {
    return `  ${name.padEnd(width)}  ${shorten(JSON.stringify(value))}  (characters ${start}–${end})`;
  });
}

function shorten(text: string): string {
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH - 1)}…`;
}
