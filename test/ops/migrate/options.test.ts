import { describe, expect, test } from "vitest";
import { type MigrateOptions, plannedMigration } from "../../../ops/migrate/options.ts";

const preview = { stage: "preview", json: false } as const;
const production = { stage: "production", json: false } as const;

const REFUSED: readonly (readonly [what: string, options: MigrateOptions, sentence: RegExp])[] = [
  ["no stage", { json: false }, /Which stage/],
  ["two things at once", { ...preview, apply: true, verify: true }, /--verify and --apply are different/],
  ["status and rollback", { ...preview, status: true, rollback: "R-1" }, /--rollback and --status are different/],
  ["a sample of all", { ...preview, sample: 10, full: true }, /--sample looks at some/],
  ["a sample of none", { ...preview, sample: 0 }, /--sample is 0; it takes 1 to 1,000,000 items/],
  ["a sample that is no number", { ...preview, sample: Number.NaN }, /--sample is no number/],
  ["a sample of what is written", { ...preview, apply: true, sample: 10 }, /--sample says nothing with --apply/],
  ["two rates", { ...preview, apply: true, "max-wcu": 10, "max-percent": 10 }, /--max-wcu and --max-percent/],
  ["more than all", { ...preview, "max-percent": 101 }, /--max-percent is 101; it takes 1 to 100/],
  ["half a segment", { ...preview, segments: 0.5 }, /--segments is 0.5/],
  ["no run to roll back", { ...preview, rollback: "" }, /--rollback needs the id of a run/],
  ["an empty run", { ...preview, verify: true, run: "" }, /--run is empty/],
  ["production unconfirmed", { ...production, apply: true }, /Migrating production changes its data/],
  ["a rollback of production", { ...production, rollback: "R-1", apply: true }, /Rolling back production changes/],
  ["the wrong name", { ...production, apply: true, confirm: "preview" }, /--confirm names preview/],
  ["a confirmed plan", { ...production, confirm: "production" }, /--confirm says nothing with a plan/],
  ["a confirmed plan of a rollback", { ...production, rollback: "R-1", confirm: "production" }, /without --apply/],
  ["a file without an answer", { "local-file": "in.jsonl", json: false }, /needs a file for the answer/],
  ["a file and a stage", { ...preview, "local-file": "in.jsonl", out: "o" }, /--stage says nothing with --local-file/],
  ["a file of a stage", { ...preview, out: "o.jsonl" }, /--out says nothing with a plan/],
  ["a followed plan", { ...preview, watch: true }, /--watch says nothing with a plan.*/],
  ["a backup for a look", { ...preview, "i-have-a-backup": "b-1" }, /--i-have-a-backup says nothing with a plan/],
  ["two runs", { ...preview, quarantine: "R-1", run: "R-2" }, /names one run and --run another/],
  ["an option twice", { ...preview, run: ["a", "b"] as never, status: true }, /--run was given more than once/],
];

test.each(REFUSED)("%s is refused with what to try", (_, options, message) => {
  expect(() => plannedMigration(options)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(/./),
    }),
  );
});

describe("what options ask for", () => {
  const MEANT: readonly (readonly [what: string, options: MigrateOptions, work: object])[] = [
    ["a plan of a sample", preview, { kind: "plan", sample: 1_000, rate: {} }],
    [
      "a plan of everything",
      { ...preview, full: true, "max-percent": 30 },
      { sample: "full", rate: { maxPercent: 30 } },
    ],
    ["a run", { ...preview, apply: true, "max-wcu": 50 }, { kind: "apply", rate: { maxWcu: 50 }, on: "terminal" }],
    ["a confirmed run", { ...production, apply: true, confirm: "production" }, { kind: "apply", stage: "production" }],
    [
      "a plan of a way back",
      { ...preview, rollback: "R-1" },
      { kind: "rollback", run: "R-1", way: "image", apply: false },
    ],
    ["a way back by code", { ...preview, rollback: "R-1", apply: true, down: true }, { way: "down", apply: true }],
    ["what is held back", { ...preview, quarantine: "" }, { kind: "quarantine", run: undefined }],
    ["what one run held back", { ...preview, quarantine: "R-1" }, { kind: "quarantine", run: "R-1" }],
    ["following", { ...preview, status: true, watch: true }, { kind: "status", watch: true }],
    [
      "a file",
      { "local-file": "in.jsonl", out: "out.jsonl", quarantine: "q.jsonl", down: true, json: false },
      { kind: "local-file", input: "in.jsonl", out: "out.jsonl", quarantine: "q.jsonl", down: true },
    ],
  ];
  test.each(MEANT)("%s", (_, options, work) => {
    expect(plannedMigration(options)).toMatchObject(work);
  });
});
