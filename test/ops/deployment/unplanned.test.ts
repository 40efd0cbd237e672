import { expect, test } from "vitest";
import { deploy, resume } from "../../../ops/deployment/deploy.ts";
import type { PlannedChange } from "../../../ops/deployment/ports.ts";
import { endedProcess } from "./ended-process.ts";
import { ARGS, stageWithA, told, truth, UNINTERRUPTED } from "./sample-stage.ts";
import type { Watched } from "./watched.ts";
import { watching } from "./watching.ts";

const JOBS = { urn: "urn:pulumi:preview::atlas-codex::aws:dynamodb/table:Table::jobs", properties: [] };
const jobs = (operation: PlannedChange["operation"]): PlannedChange => ({
  ...{ ...JOBS, type: "aws:dynamodb/table:Table", name: "jobs", operation },
});

/** A stage whose deployment was killed before its update, and which is resumed when the plan does something else to the jobs. */
async function resumedWhere(planned: readonly PlannedChange[], now: readonly PlannedChange[]) {
  const stage = await stageWithA();
  watching(stage);
  const planning = (changes: readonly PlannedChange[], ports: Watched["ports"]): Watched["ports"] => {
    const plan: typeof ports.engine.plan = async (signal) => {
      const made = await ports.engine.plan(signal);
      return { ...made, changes: [...made.changes, ...changes] };
    };
    return { ...ports, engine: { ...ports.engine, plan } };
  };
  const note = (line: string) => {
    if (line === "update") stop.abort();
  };
  const stop = new AbortController();
  const ports = planning(planned, endedProcess(stage).ports);
  const begun = deploy({ ...ARGS, ports, note }, { ...UNINTERRUPTED, hard: stop.signal });
  await expect(begun).rejects.toThrow();
  stage.world.tick = async () => stage.look();
  const { unfinished } = await truth(stage.ports);
  const going = { ports: planning(now, stage.ports), note: () => {}, id: unfinished?.id ?? "" };
  return { stage, ...(await resume(going, UNINTERRUPTED)) };
}

test.each([
  ["replace", "update"],
  ["delete", "update"],
  ["delete", "replace"],
  ["replace", "create"],
] as const)(
  "a resource that a resumed deployment would now %s is not touched when it was to %s it",
  async (now, then) => {
    const { stage, record, told: lines } = await resumedWhere([jobs(then)], [jobs(now)]);
    expect(record.state).toBe("undone");
    expect(told(stage).deployed).toBe("a");
    expect(stage.world.asked).not.toContain("up");
    const [finding] = lines.find(({ name }) => name === "update")?.findings ?? [];
    expect(finding?.message).toBe(
      `The plan has changed since it was made: it would now ${now} ${JOBS.urn}, where the plan was to ${then} it.`,
    );
    expect(finding?.fix).toContain("ops deploy --stage preview");
  },
);

test("a resource that was not to be touched at all is not, either", async () => {
  const { record, told: lines } = await resumedWhere([], [jobs("update")]);
  expect(record.state).toBe("undone");
  const [finding] = lines.find(({ name }) => name === "update")?.findings ?? [];
  expect(finding?.message).toContain(`it would now update ${JOBS.urn}, which was not to be touched.`);
});

test.each([
  ["replace", "replace"],
  ["delete", "delete"],
  ["replace", "create"],
  ["create", "update"],
] as const)("what was to %s is gone on with where it is now to %s", async (then, now) => {
  const { record } = await resumedWhere([jobs(then)], [jobs(now)]);
  expect(record.state).toBe("live");
});
