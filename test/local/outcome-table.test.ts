import { expect, test } from "vitest";
import { outcomeTable } from "../../local/outcome-table.ts";
import { fieldsOf, type JobOutcome } from "../../local/sample-job.ts";

const job: JobOutcome = {
  type: "sync",
  url: "http://127.0.0.1:1/article",
  id: "j1",
  status: "completed",
  model: null,
  milliseconds: 12,
  fields: [1, 2, 3, 4].map((n) => ({ pointer: `/f${n}`, value: `v${n}`, start: n, end: n + 2 })),
};

test("the table shows three fields of a job, each with where it stands", () => {
  const lines = outcomeTable([{ stage: "preview", jobs: [job] }]).split("\n");
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(/^preview +http:.*sync +j1 +completed +none +12$/);
  expect(lines[2]).toContain('f1  "v1"  (characters 1–3)');
});

test("the table shows why a job failed", () => {
  const failed: JobOutcome = { ...job, status: "failed", fields: [], error: "The page answered 500." };
  expect(outcomeTable([{ stage: "preview", jobs: [failed] }])).toContain("The page answered 500.");
});

test("fields are read through JSON pointers, escapes and lists included", () => {
  const data = { "a/b": [{ "c~d": 7 }] };
  expect(fieldsOf({ data, evidence: { "/a~1b/0/c~0d": { start: 1, end: 2 } } })).toEqual([
    { pointer: "/a~1b/0/c~0d", value: 7, start: 1, end: 2 },
  ]);
});
