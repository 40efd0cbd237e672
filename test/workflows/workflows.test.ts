import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { actionsOf, commandsOf, WORKFLOWS, Workflow, type WorkflowJob } from "./workflow.ts";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(`${CHECKOUT}README.md`, "utf8");

/** A command of ours, against an account or against the embedded AWS. */
const OPS = /^(?:eval "\$\(npm run -s local -- env\)" && )?npx ops [a-z]/;
/** What may be asked of the engine: always under the policy pack. */
const PULUMI =
  /^pulumi (?:preview|up) --stack (?:preview|production) --policy-pack "\$PWD\/(infra\/pack)"(?: --yes)? --non-interactive$/;

const parsed = WORKFLOWS.map(({ file, text, document }) => ({ file, text, ...Workflow.parse(document) }));
const jobs = parsed.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${workflow.file}: ${name}`, name, job, workflow })),
);
const deploying = jobs.filter(({ job }) => commandsOf(job).some((line) => line.startsWith("npx ops deploy ")));
const workflowOf = (file: string) => parsed.find((workflow) => workflow.file === file);

test("there is one workflow for pull requests and one for main, and each is of the schema", () => {
  expect(parsed.map(({ file }) => file).toSorted()).toEqual(["main.yml", "pull-request.yml"]);
  expect(workflowOf("pull-request.yml")?.on).toEqual({ pull_request: { branches: ["main"] } });
  expect(workflowOf("main.yml")?.on).toEqual({ push: { branches: ["main"] } });
});

describe.each(parsed)("$file", ({ text, permissions, concurrency, jobs: own }) => {
  test("may only read the repository, unless a job says otherwise", () => {
    expect(permissions).toEqual({ contents: "read" });
  });

  test("names no secret and no key", () => {
    expect(text).not.toMatch(/\bsecrets\s*[.[]|access-key|ACCESS_KEY|ACCESS_TOKEN|PASSPHRASE|AKIA|ghp_|github_pat_/i);
  });

  test("puts nothing that others wrote into a command", () => {
    for (const job of Object.values(own)) for (const line of commandsOf(job)) expect(line).not.toContain("${{");
  });

  test("runs each job under a concurrency group", () => {
    for (const [name, job] of Object.entries(own)) expect(job.concurrency ?? concurrency, name).toBeDefined();
  });
});

describe.each(jobs)("the job $at", ({ job, workflow }) => {
  test("pins every action to a commit and tells its version beside it", () => {
    for (const action of actionsOf(job)) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(workflow.text).toMatch(new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  test("asks for an identity only where it assumes a role, and for nothing else", () => {
    const assumes = actionsOf(job).some((action) => action.startsWith("aws-actions/configure-aws-credentials@"));
    const expected = assumes ? { contents: "read", "id-token": "write" } : undefined;
    expect(job.permissions).toEqual(expected);
    if (assumes) expect(job.environment, "the role's name is a variable of an environment").toBeDefined();
  });

  test("gives the actions what they know, and leaves no token in the checkout", () => {
    expect(argumentsOf(job, "actions/checkout")).toMatchObject({ "persist-credentials": false });
    expect(argumentsOf(job, "actions/setup-node")).toEqual({ "node-version": "24" });
    const role = argumentsOf(job, "aws-actions/configure-aws-credentials");
    const assumed = "$" + "{{ vars.AWS_ROLE_ARN }}";
    if (role) expect(role).toEqual({ "aws-region": "us-west-2", "role-to-assume": assumed });
  });

  test("runs nothing but npm's scripts, ops and the engine with its policy pack", () => {
    const { scripts } = JSON.parse(readFileSync(`${CHECKOUT}package.json`, "utf8")) as { scripts: object };
    for (const line of commandsOf(job)) {
      if (OPS.test(line)) continue;
      const script = /^npm (?:run )?([a-z-]+)(?: -- (?:up|down))?$/.exec(line)?.[1];
      const pack = PULUMI.exec(line)?.[1];
      if (script !== undefined) expect(["ci", ...Object.keys(scripts)]).toContain(script);
      else expect(pack !== undefined && existsSync(`${CHECKOUT}${pack}/PulumiPolicy.yaml`), line).toBe(true);
    }
  });
});

test("the README's commands are what is run", () => {
  const commands = jobs.flatMap(({ job }) => commandsOf(job));
  for (const line of ["npm ci", "npm test", "npx ops deploy --stage preview --apply"]) {
    expect(commands).toContain(line);
    expect(README).toContain(line.replace("npx ", ""));
  }
  expect(README).toContain('--policy-pack "$PWD/infra/pack"');
  expect(README).toContain("npm ci && npm test");
});

test("both workflows test and gate every commit without an account", () => {
  for (const { jobs: own } of parsed) {
    expect(own.check && commandsOf(own.check)).toEqual([
      ...["npm ci", "npm test", "npm run local -- up"],
      'eval "$(npm run -s local -- env)" && npx ops gate',
      "npm run local -- down",
    ]);
  }
});

test("a pull request changes no stage, and a fork's never asks for an identity", () => {
  const own = jobs.filter(({ workflow }) => workflow.file === "pull-request.yml");
  for (const { job } of own) {
    expect(commandsOf(job).join("\n")).not.toMatch(/pulumi up|--apply/);
    if (job.permissions?.["id-token"] !== undefined) {
      expect(job.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
    }
  }
});

test("main deploys preview after the check and production after preview, each in its own environment and never twice at once", () => {
  expect(deploying.map(({ name, job }) => [name, job.needs, job.environment, job.concurrency])).toEqual([
    ["preview", "check", "preview", { group: "deploy-preview", "cancel-in-progress": false }],
    ["production", "preview", "production", { group: "deploy-production", "cancel-in-progress": false }],
  ]);
});

test.each([
  ["preview", "npx ops deploy --stage preview --apply"],
  ["production", "npx ops deploy --stage production --apply --confirm production"],
] as const)(
  "what deploys %s is the deployment that an operator would begin, and then what the ledger says",
  (stage, deploy) => {
    const { job } = deploying.find(({ name }) => name === stage) ?? {};
    expect(job && commandsOf(job).slice(1)).toEqual([deploy, `npx ops deploy --stage ${stage} --status`]);
  },
);

test("both workflows use the same commit of each action", () => {
  const actions = new Set(jobs.flatMap(({ job }) => actionsOf(job)));
  expect(actions.size).toBe(new Set([...actions].map((action) => action.split("@")[0])).size);
});

function argumentsOf(job: WorkflowJob, action: string) {
  const step = job.steps.find((each) => "uses" in each && each.uses.startsWith(`${action}@`));
  return step !== undefined && "with" in step ? step.with : undefined;
}
