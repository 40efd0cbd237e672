import { describe, expect, test } from "vitest";
import { plannedDeployment } from "../../../../ops/deployment/command/deploy-options.ts";
import { plannedRollback } from "../../../../ops/deployment/command/rollback-options.ts";
import { OpsFailure } from "../../../../ops/failure.ts";

const HERE = "http://127.0.0.1:4566";
const PLAN = "d3f04755a88a5ad9";

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OpsFailure && error.exitCode === 2) return error.message;
    throw error;
  }
  return "nothing was refused";
}

describe("ops deploy", () => {
  test.each([
    ["a plan, when nothing else is said", {}, { kind: "plan", pace: "thorough" }],
    ["all deployments", { status: "" }, { kind: "status", id: undefined }],
    ["one deployment", { status: "D-1" }, { kind: "status", id: "D-1" }],
    ["a broken-off deployment, as long as it is only looked at", { resume: "D-1" }, { kind: "status", id: "D-1" }],
    ["a broken-off deployment, to go on with it", { resume: "D-1", apply: true }, { kind: "resume", id: "D-1" }],
    ["a deployment of a plan that was seen", { apply: true, plan: PLAN }, { kind: "apply", planId: PLAN }],
    ["a quick one here", { apply: true, quick: true }, { kind: "apply", pace: "quick" }],
  ] as const)("understands %s", (_, options, work) => {
    expect(plannedDeployment({ stage: "preview", json: false, ...options }, HERE)).toMatchObject(work);
  });

  test("gives the words that the same deployment needs again", () => {
    const options = {
      stage: "preview",
      json: false,
      uncommitted: true,
      "skip-canary": true,
      reason: "it's late",
    } as const;
    const work = plannedDeployment(options, HERE);
    expect(work).toMatchObject({ words: ["--skip-canary", "--uncommitted", "--reason 'it'\\''s late'"] });
    expect(work).toMatchObject({ wish: { canaryLeftOut: "it's late", uncommitted: "kept", rollForward: false } });
  });

  test.each([
    ["production without its name", { stage: "production", apply: true }, "This changes what production serves."],
    ["a confirmation of another stage", { apply: true, confirm: "production" }, "--confirm names production"],
    ["a confirmation of nothing", { confirm: "preview" }, "--confirm is for what changes a stage"],
    ["no canary without a reason", { "skip-canary": true }, "--skip-canary sets a rule aside"],
    ["a roll-forward without a reason", { "roll-forward": true }, "--roll-forward sets a rule aside"],
    ["a plan that is not to be done", { plan: PLAN }, "nothing is done without --apply"],
    ["a plan that is none", { apply: true, plan: "last" }, '--plan is "last", which is no id of a plan.'],
    ["a plan of too few digits", { apply: true, plan: "d3f0" }, "which is no id of a plan"],
    ["an empty reason", { apply: true, reason: " " }, "--reason is empty."],
    ["an empty id", { resume: "", apply: true }, "--resume is empty."],
    ["two ids", { resume: ["D-1", "D-2"], apply: true }, "--resume was given more than once."],
    ["two things at once", { resume: "D-1", status: "D-1" }, "--resume and --status say nothing together."],
    ["a status that applies", { status: "", apply: true }, "--status and --apply say nothing together."],
    ["a resumption of another plan", { resume: "D-1", plan: PLAN }, "--resume and --plan say nothing together."],
  ] as const)("refuses %s", (_, options, message) => {
    const given = { stage: "preview", json: false, ...options } as Parameters<typeof plannedDeployment>[0];
    expect(refusal(() => plannedDeployment(given, HERE))).toContain(message);
  });

  test.each([
    [undefined, "AWS_ENDPOINT_URL is not set"],
    ["https://lambda.us-west-2.amazonaws.com", "AWS_ENDPOINT_URL is https://lambda.us-west-2.amazonaws.com"],
    ["http://127.0.0.1.example.com", "AWS_ENDPOINT_URL is http://127.0.0.1.example.com"],
    ["nonsense", "AWS_ENDPOINT_URL is nonsense"],
  ])("deploys what is in no commit on this machine alone, not at %s", (endpoint, message) => {
    const given = { stage: "preview", json: false, apply: true, uncommitted: true } as const;
    expect(refusal(() => plannedDeployment(given, endpoint))).toContain(message);
  });
});

describe("ops rollback", () => {
  test("understands where to, and what of it needs to be said again", () => {
    const options = { stage: "preview", to: "D-1", "keep-migrations": true, reason: "bad", json: false } as const;
    const words = ["--to D-1", "--keep-migrations", "--reason 'bad'"];
    expect(plannedRollback(options)).toMatchObject({ kind: "plan", to: "D-1", irreversible: "kept", words });
  });

  test.each([
    ["kept migrations without a reason", { "keep-migrations": true }, "--keep-migrations sets a rule aside"],
    ["a resumption to elsewhere", { resume: "D-1", to: "D-2" }, "--resume and --to say nothing together."],
    ["an empty place", { to: "" }, "--to is empty."],
    ["production without its name", { stage: "production", apply: true }, "This changes what production serves."],
  ] as const)("refuses %s", (_, options, message) => {
    const given = { stage: "preview", json: false, ...options } as Parameters<typeof plannedRollback>[0];
    expect(refusal(() => plannedRollback(given))).toContain(message);
  });
});
