import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { bringUpStage, type StageUp } from "../../local/bring-up.ts";
import { type Aws, connect } from "../../local/provider/aws.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "../../ops/deployment/record.ts";
import { settingsDigest } from "../../ops/model/settings-digest.ts";
import { verifySteps } from "../../ops/verification/verify-steps.ts";
import { operationsLedger } from "../../runtime/migrating/aws/operations-ledger.ts";
import { ops } from "../ops/commands/ops-process.ts";
import { deploymentRecord } from "../ops/verification/deployment-record.ts";
import { type OwnAws, startOwnAws } from "./own-aws.ts";

type Step = { name: string; status: string; detail?: string; reason?: string; findings: readonly { code: string }[] };
type Told = { code: number | null; verdict: string; steps: readonly Step[] };

const { signal } = new AbortController();
let own: OwnAws;
let aws: Aws;
let preview: StageUp;

beforeAll(async () => {
  own = await startOwnAws(signal);
  const { endpoint } = own.workshop.machine;
  const credentials = { accessKeyId: "test", secretAccessKey: "test", sessionToken: undefined };
  aws = connect({ ...credentials, endpoint, region: "us-west-2", defaultTags: {}, allowedAccountIds: [] }, "us-west-2");
  preview = await bringUpStage(own.workshop, "preview", signal);
  await bringUpStage(own.workshop, "production", signal);
}, 120_000);

afterAll(() => own?.stop(), 60_000);

async function verify(...words: string[]): Promise<Told> {
  const environment = { ...own.workshop.environment, PATH: `${own.workshop.environment.PATH}:${process.env.PATH}` };
  const { code, out, err } = await ops(["verify-deployment", "--stage", "preview", "--json", ...words], environment);
  expect(out, err).toMatch(/^\{/);
  return { code, ...(JSON.parse(out) as Omit<Told, "code">) };
}

const step = ({ steps }: Told, name: string) => steps.find((each) => each.name === name);
const codes = (told: Told, name: string) => step(told, name)?.findings.map(({ code }) => code);

async function left(): Promise<Record<string, number>> {
  const tables = ["jobs", "submissions", "connections"].map(async (what) => {
    const { Count = -1 } = await aws.dynamodb.scan({ TableName: `atlas-codex-${what}-preview` });
    return [what, Count] as const;
  });
  const queues = Object.entries({ queue: preview.outputs.queueUrl, dead: preview.outputs.deadLetterQueueUrl });
  const waiting = queues.map(async ([what, QueueUrl]) => {
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes = {} } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: [...AttributeNames] });
    return [what, AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0)] as const;
  });
  const { Subscriptions = [] } = await aws.sns.listSubscriptions({});
  const { QueueUrls = [] } = await aws.sqs.listQueues({});
  const others = QueueUrls.filter((url) => url.includes("verify")).length + Subscriptions.length;
  return { ...Object.fromEntries(await Promise.all([...tables, ...waiting])), others };
}

test("a stage as it was deployed passes every step, a poisoned message through the worker included, and nothing is left", async () => {
  const told = await verify();
  expect(told.steps.filter(({ status }) => status !== "passed")).toEqual([]);
  expect(told).toMatchObject({ code: 0, verdict: "passed" });
  const { versions } = preview.outputs;
  expect(step(told, "smoke sync")?.detail).toContain(`by api ${versions.api}`);
  expect(step(told, "smoke ai-process")?.detail).toContain(`worker ${versions.worker}`);
  expect(step(told, "poisoned message in")?.detail).toMatch(/the worker's queue/);
  expect(step(told, "poisoned message out")?.detail).toMatch(/removed/);
  expect(await left()).toEqual({ jobs: 0, submissions: 0, connections: 0, queue: 0, dead: 0, others: 0 });
}, 180_000);

/** A new version of a function with these variables changed, or taken away; the live alias and what is not published stay as they are. */
async function published(name: string, changes: Record<string, string | undefined>): Promise<string> {
  const FunctionName = `atlas-codex-${name}-preview`;
  const { Environment } = await aws.lambda.getFunctionConfiguration({ FunctionName });
  const changed = Object.entries({ ...Environment?.Variables, ...changes });
  const Variables = Object.fromEntries(changed.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  await aws.lambda.updateFunctionConfiguration({ FunctionName, Environment: { Variables } });
  const { Version = "" } = await aws.lambda.publishVersion({ FunctionName });
  await aws.lambda.updateFunctionConfiguration({ FunctionName, Environment });
  return Version;
}

const firstVersions = () => Object.fromEntries(Object.keys(preview.outputs.versions).map((name) => [name, "1"]));

describe("before they have traffic", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function verifiedPastAlias(changes: Record<string, string>): Promise<Told> {
    const { PATH = "", ...environment } = own.workshop.environment;
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    vi.stubEnv("PATH", `${PATH}:${process.env.PATH}`);
    const versions = { ...firstVersions(), ...changes };
    const asked = { stage: "preview" as const, phase: "before-traffic" as const, versions, note: () => undefined };
    const steps = await verifySteps({ ...asked, timeoutMilliseconds: 30_000 }, signal);
    return { code: null, verdict: "", steps };
  }

  test("versions are asked past the alias, a job of theirs included, and nothing is left", async () => {
    const spare = await published("api", { CORS_ORIGINS: "https://a.example" });
    const told = await verifiedPastAlias({ api: spare });
    expect(told.steps.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(told.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(["health", "smoke sync", "alarms"]));
    expect(told.steps.map(({ name }) => name)).not.toContain("socket");
    expect(await left()).toEqual({ jobs: 0, submissions: 0, connections: 0, queue: 0, dead: 0, others: 0 });
  }, 60_000);

  test("one that crashes when it is loaded is found, while the live one serves", async () => {
    const crashing = await published("health", { VERSION_ID: undefined });
    const told = await verifiedPastAlias({ health: crashing });
    expect(codes(told, "functions")).toEqual(["version", "variable-missing"]);
    expect(codes(told, "functions answer")).toEqual(["function-silent"]);
    expect(step(told, "health")?.status).toBe("undecided");
    const answer = await fetch(`${preview.outputs.apiUrl}/health`);
    expect(answer.status).toBe(200);
  }, 60_000);
});

describe("a deployment of the ledger", () => {
  async function recorded(given: Partial<DeploymentRecord>, revision = 0): Promise<string> {
    const { endpoint } = own.workshop.machine;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = { endpoint, credentials, region: "us-west-2" };
    const ledger = operationsLedger({ table: preview.outputs.operationsTable, client });
    const settings = await settingsDigest({ stage: "preview", folder: own.workshop.environment.PULUMI_OPTION_CWD });
    const source = { commit: "0123456789abcdef", dirty: [], digest: "d", settings };
    const meant = { source, versions: firstVersions(), bundles: preview.outputs.versions };
    const value = deploymentRecord({ ...meant, ...given });
    await ledger.write({ run: DEPLOYMENTS, entry: value.id, revision, value }, signal);
    return value.id;
  }

  test("is held against what runs, and one that the ledger does not have is a slip of the hand", async () => {
    const id = await recorded({ id: "D-0001" });
    const good = await verify("--timeout", "30s");
    expect(good).toMatchObject({ code: 0, verdict: "passed" });
    expect(step(good, "deployment")?.detail).toBe("D-0001 (live, commit 0123456789)");
    // No later test of this stage is to be held against it.
    await recorded({ id, state: "undone" }, 1);
    const versions = { ...firstVersions(), worker: "7" };
    await recorded({ id: "D-0002", state: "undone", versions, bundles: { ...preview.outputs.versions, api: "other" } });
    const bad = await verify("--deployment", "D-0002", "--timeout", "30s");
    expect(bad).toMatchObject({ code: 1, verdict: "failed" });
    expect(codes(bad, "deployment")).toEqual(["stack-version", "deployment-standing"]);
    expect(codes(bad, "aliases")).toEqual(["alias-elsewhere"]);
    expect(codes(bad, "functions")).toEqual(["version"]);
    const words = ["verify-deployment", "--stage", "preview", "--deployment", "D-0009"];
    const unknown = await ops(words, { ...own.workshop.environment });
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toContain(`Is it one of these? D-0002, ${id}`);
  }, 120_000);
});

const BREAKS = {
  "an event source that is switched off": {
    async make() {
      const FunctionName = "atlas-codex-worker-preview";
      const { EventSourceMappings: [mapping] = [] } = await aws.lambda.listEventSourceMappings({ FunctionName });
      await aws.lambda.updateEventSourceMapping({ UUID: mapping?.UUID, Enabled: false });
      return () => aws.lambda.updateEventSourceMapping({ UUID: mapping?.UUID, Enabled: true });
    },
    failed: { "event sources": ["event-source"] },
    skipped: ["smoke async", "smoke ai-process", "socket", "poisoned message in", "poisoned message out"],
  },
  "a function with another version and another setting": {
    async make() {
      const FunctionVersion = await published("notify", { VERSION_ID: "another", MONTHLY_BUDGET: "9999", SPARE: "1" });
      const alias = { FunctionName: "atlas-codex-notify-preview", Name: "live" };
      await aws.lambda.updateAlias({ ...alias, FunctionVersion });
      return () => aws.lambda.updateAlias({ ...alias, FunctionVersion: "1" });
    },
    failed: { functions: ["version", "setting", "variable-unknown"], "functions answer": ["version"] },
    skipped: ["smoke sync", "smoke async", "smoke ai-process", "socket"],
  },
  "an alarm that tells nobody, and one that is gone": {
    async make() {
      const AlarmNames = ["atlas-codex-dlq-depth-preview"];
      await aws.cloudwatch.disableAlarmActions({ AlarmNames });
      const AlarmName = "atlas-codex-api-5xx-preview";
      const { MetricAlarms: [gone] = [] } = await aws.cloudwatch.describeAlarms({ AlarmNames: [AlarmName] });
      await aws.cloudwatch.deleteAlarms({ AlarmNames: [AlarmName] });
      return async () => {
        await aws.cloudwatch.enableAlarmActions({ AlarmNames });
        await aws.cloudwatch.putMetricAlarm({ ...gone, AlarmName } as never);
      };
    },
    failed: { alarms: ["alarm-missing", "alarm-off"] },
    skipped: ["test notification"],
  },
  "a secret that is on its way out, and a queue without a way to its dead letters": {
    async make() {
      const SecretId = preview.outputs.openaiKeySecretId;
      const QueueUrl = preview.outputs.queueUrl;
      const { Attributes } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["RedrivePolicy"] });
      await aws.secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 });
      await aws.sqs.setQueueAttributes({ QueueUrl, Attributes: { RedrivePolicy: "" } });
      return async () => {
        await aws.secrets.restoreSecret({ SecretId });
        await aws.sqs.setQueueAttributes({ QueueUrl, Attributes });
      };
    },
    failed: { secrets: ["secret-leaving"], "poisoned message in": ["redrive"] },
    skipped: ["health", "smoke sync", "poisoned message out"],
  },
};

test.each(Object.entries(BREAKS))("%s fails its own step, and skips what builds on it", async (_, broken) => {
  const mend = await broken.make();
  let told: Told;
  try {
    told = await verify("--timeout", "30s");
  } finally {
    await mend();
  }
  const failed = told.steps.filter(({ status }) => status === "failed").map(({ name }) => name);
  expect(failed.toSorted()).toEqual(Object.keys(broken.failed).toSorted());
  for (const [name, expected] of Object.entries(broken.failed)) {
    expect(codes(told, name)?.toSorted(), name).toEqual(expected.toSorted());
  }
  for (const name of broken.skipped) {
    expect(step(told, name), name).toMatchObject({ status: "skipped", reason: expect.stringMatching(/^blocked by /) });
  }
  expect(told).toMatchObject({ code: 1, verdict: "failed" });
});

test("a stage that cannot be read is undecided, and all that builds on it is skipped", async () => {
  const { code, out } = await ops(["verify-deployment", "--stage", "preview", "--json"], { PATH: "/nowhere" });
  const told: Told = { code, ...JSON.parse(out) };
  expect(told).toMatchObject({ code: 3, verdict: "undecided" });
  expect(step(told, "stack outputs")?.status).toBe("undecided");
  expect(step(told, "functions")).toMatchObject({ status: "skipped", reason: "blocked by stack outputs" });
  expect(step(told, "models")?.status).toBe("passed");
});

test.each([
  ["--timeout", "soon", /no time from 1s to 30m/],
  ["--smoke-url", "not a page", /no address of a page/],
])("%s %s is a slip of the hand", async (option, value, why) => {
  const { code, out, err } = await ops(["verify-deployment", "--stage", "preview", option, value]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(why);
});
