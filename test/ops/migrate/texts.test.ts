import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { planSteps } from "../../../ops/migrate/plan-findings.ts";
import { planTold } from "../../../ops/migrate/plan-text.ts";
import { statusLines } from "../../../ops/migrate/status-text.ts";
import { type Told, toldText } from "../../../ops/migrate/told.ts";
import { reportOf, type Step } from "../../../ops/report.ts";
import { samplePlan, sampleRun } from "./sample-run.ts";

const at = new Date(0);

/** What a person sees. */
function seen(steps: readonly Step[], told: Told): string {
  const report = reportOf({ command: "migrate-schema", stage: "preview", startedAt: at, endedAt: at, steps });
  return stripVTControlCharacters(toldText(report, told));
}

const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));
const place = { stage: "preview", words: ["--max-wcu", "100"], history: "0013-canonical pending" } as const;

test("a plan says what there is, what it takes, what is left out, and the command that does it", () => {
  const text = seen(planSteps(samplePlan()), planTold(samplePlan(), place));
  if (process.env.SHOW) process.stdout.write(`${text}\n`);
  expect(text).toMatch(/^✓ preview: 0013-canonical would rewrite about 11,160 of about 12,000 items$/m);
  expect(text).toMatch(/^ {2}v1-flat +500 +50\.0 % +6,000 +5,600 and 6,400$/m);
  expect(text).not.toMatch(/v3-bulk/);
  expect(text).toMatch(/missing-url/);
  expect(text).toMatch(/→ ops migrate-schema --stage preview --apply --max-wcu 100$/);
  expect(widest(text)).toBeLessThanOrEqual(80);
});

test("a plan of everything counts, and what speaks against it fails it with what to try", () => {
  const plan = samplePlan({
    full: true,
    problems: ["Point-in-time recovery is off for the table, so there is no way back if all else fails. Turn it on."],
  });
  const steps = planSteps(plan);
  const text = seen(steps, planTold(plan, place));
  if (process.env.SHOW) process.stdout.write(`${text}\n`);
  expect(steps[0]).toMatchObject({ status: "failed", findings: [{ code: "not-ready", fix: "Turn it on." }] });
  expect(text).toMatch(/^✗ .* would rewrite 11,160 of 12,000 items$/m);
  expect(text).not.toMatch(/--apply/);
  expect(widest(text)).toBeLessThanOrEqual(80);
});

test("the figures of a plan are a finding for programs", () => {
  const findings = planSteps(samplePlan()).flatMap((step) => step.findings);
  expect(findings.find(({ code }) => code === "figures")?.witness).toEqual(samplePlan());
});

test("a status has bar, segments, items, rate, troubles, cost and time in 80 columns", () => {
  const status = sampleRun();
  const text = statusLines(status, status.updatedAt + 2_000).join("\n");
  if (process.env.SHOW) process.stdout.write(`${text}\n`);
  expect(text).toMatch(/^ {2}\[#{15}\.{15}\] 51 % {2}6,120 of about 12,000 items$/m);
  expect(text).toMatch(/segments +2 done, 1 scanning, 1 waiting of 4/);
  expect(text).toMatch(/rate +31 items\/s, 60 write units\/s \(at most 100\)/);
  expect(text).toMatch(/trouble +12 lost races, 1 retry/);
  expect(text).toMatch(/spent +\$0\.02: 11,900 write and 3,100 read units/);
  expect(text).toMatch(/last heard of 2 s ago, about 3 min 12 s to go/);
  expect(text).toMatch(/missing-url +14/);
  expect(widest(text)).toBeLessThanOrEqual(80);
});

test("a paused run is told as paused, with the rate it was last given", () => {
  const status = sampleRun({ control: { paused: true, maxWcu: 20 } });
  expect(statusLines(status, status.updatedAt).join("\n")).toMatch(/\(at most 20\); paused/);
});
