import { expect, test } from "vitest";
import { alarmRows } from "../../infra/alarms.ts";
import { FUNCTION_NAMES } from "../../runtime/domain/environment.ts";

const rows = alarmRows({
  stage: "preview",
  functions: FUNCTION_NAMES,
  queue: "atlas-codex-queue-preview",
  deadLetters: "atlas-codex-dlq-preview",
  tables: ["jobs", "submissions"],
  restApi: "atlas-codex-preview",
});

test("every function, table and queue of a stage is watched, and its API", () => {
  const watched = rows.map(({ what }) => what);
  for (const name of FUNCTION_NAMES) expect(watched).toEqual(expect.arrayContaining([`${name}-errors`]));
  expect(watched).toEqual(
    expect.arrayContaining(["jobs-write-throttles", "submissions-read-throttles", "dlq-depth", "queue-age", "api-5xx"]),
  );
});

test("no two alarms of a stage have one name, and each watches something of its own stage", () => {
  expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  for (const { what, dimensions } of rows) expect(Object.values(dimensions).at(0), what).toMatch(/-preview$/);
});
