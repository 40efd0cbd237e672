import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringUpStage, type StageUp } from "../../local/bring-up.ts";
import { type Aws, connect } from "../../local/provider/aws.ts";
import { Job } from "../../runtime/domain/job.ts";
import { eventually } from "./api-client.ts";
import { type OwnAws, startOwnAws } from "./own-aws.ts";
import { steadyRequests } from "./steady-requests.ts";

const run = promisify(execFile);
const { signal } = new AbortController();

let own: OwnAws;
let aws: Aws;
let production: StageUp;

beforeAll(async () => {
  own = await startOwnAws(signal);
  aws = connect(
    {
      endpoint: own.workshop.machine.endpoint,
      region: "us-west-2",
      accessKeyId: "test",
      secretAccessKey: "test",
      sessionToken: undefined,
      defaultTags: {},
      allowedAccountIds: [],
    },
    "us-west-2",
  );
  await bringUpStage(own.workshop, "preview", signal);
  production = await bringUpStage(own.workshop, "production", signal);
}, 120_000);

afterAll(() => own?.stop(), 60_000);

async function pulumi(...args: string[]): Promise<string> {
  const env = { ...process.env, ...own.workshop.environment };
  const { stdout } = await run("pulumi", [...args, "--non-interactive"], { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

function ask(stage: StageUp, path: string, { key = stage.masterKey, ...init }: RequestInit & { key?: string } = {}) {
  const headers = { "x-api-key": key, ...init.headers };
  return fetch(`${stage.outputs.apiUrl}${path}`, { ...init, headers, signal: AbortSignal.timeout(20_000) });
}

/** What production is asked in turn: whether it is well, a job from submission to result, and that job once more. */
async function served(count: number): Promise<boolean> {
  if (count % 3 === 0) return (await ask(production, "/health")).status === 200;
  const url = `${own.workshop.machine.siteUrl}/article`;
  const body = JSON.stringify({ type: "sync", url, fresh: true });
  const made = Job.parse(await (await ask(production, "/jobs", { method: "POST", body })).json());
  if (count % 3 === 1) return made.status === "completed";
  return Job.parse(await (await ask(production, `/jobs/${made.id}`)).json()).status === "completed";
}

/** Names of everything of a stage that is there, service by service. */
async function namesOf(stage: string): Promise<string[]> {
  const [tables, queues, functions, roles, groups, secrets, topics, alarms, apis, sockets] = await Promise.all([
    aws.dynamodb.listTables({}),
    aws.sqs.listQueues({}),
    aws.lambda.listFunctions({ MaxItems: 200 }),
    aws.iam.listRoles({}),
    aws.logs.describeLogGroups({}),
    aws.secrets.listSecrets({}),
    aws.sns.listTopics({}),
    aws.cloudwatch.describeAlarms({ MaxRecords: 100 }),
    aws.apigateway.getRestApis({}),
    aws.apigatewayv2.getApis({}),
  ]);
  const names = [
    ...(tables.TableNames ?? []),
    ...(queues.QueueUrls ?? []),
    ...(functions.Functions ?? []).map(({ FunctionName }) => FunctionName),
    ...(roles.Roles ?? []).map(({ RoleName }) => RoleName),
    ...(groups.logGroups ?? []).map(({ logGroupName }) => logGroupName),
    ...(secrets.SecretList ?? []).map(({ Name }) => Name),
    ...(topics.Topics ?? []).map(({ TopicArn }) => TopicArn),
    ...(alarms.MetricAlarms ?? []).map(({ AlarmName }) => AlarmName),
    ...(apis.items ?? []).map(({ name }) => name),
    ...(sockets.Items ?? []).map(({ Name }) => Name),
  ];
  return names.filter((name) => name !== undefined).filter((name) => name.includes(stage));
}

/** Removes every version of every object, as decision 010 says. */
async function emptyBucket(Bucket: string): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await aws.s3.listObjectVersions({ Bucket });
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
    if (Key !== undefined) await aws.s3.deleteObject({ Bucket, Key, ...(VersionId ? { VersionId } : {}) });
  }
}

describe("in an emergency", { timeout: 180_000 }, () => {
  test("preview is broken, removed and brought back while production serves: none of its requests fails", async () => {
    const before = await namesOf("production");
    const load = steadyRequests({ send: served, perSecond: 8, atOnce: 4 });

    const { Aliases = [] } = await aws.kms.listAliases({});
    const key = Aliases.find(({ AliasName }) => AliasName === "alias/atlas-codex-preview")?.TargetKeyId;
    await aws.kms.disableKey({ KeyId: key });
    await aws.lambda.deleteFunction({ FunctionName: "atlas-codex-worker-preview" });

    await pulumi("destroy", "--stack", "preview", "--yes", "--skip-preview");
    expect(await namesOf("preview")).toEqual([]);
    expect(await namesOf("production")).toEqual(before);
    const preview = await bringUpStage(own.workshop, "preview", signal);
    expect((await ask(preview, "/health?deep=1")).status).toBe(200);

    const { failures, sent } = await load.stop();
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(50);
    const { changeSummary } = JSON.parse(await pulumi("preview", "--refresh", "--json", "--stack", "production")) as {
      changeSummary: Record<string, number>;
    };
    expect(Object.keys(changeSummary)).toEqual(["same"]);
  });

  test("a master key that leaked is renewed at once: the new one is let in, the old one is not", async () => {
    const SecretId = production.outputs.masterKeySecretId;
    await aws.secrets.rotateSecret({ SecretId });
    const renewed = await eventually("the new key", async () => {
      const { SecretString } = await aws.secrets.getSecretValue({ SecretId });
      return SecretString === production.masterKey ? undefined : SecretString;
    });
    const old = await aws.secrets.getSecretValue({ SecretId, VersionStage: "AWSPREVIOUS" });
    expect(old.SecretString).toBe(production.masterKey);
    const status = async (key: string) => (await ask(production, "/jobs/none", { key })).status;
    expect(await status(renewed)).toBe(404);
    // Processes that run may know the old key for five minutes; a version that is published anew starts new ones.
    const FunctionName = "atlas-codex-api-production";
    await aws.lambda.updateFunctionConfiguration({ FunctionName, Description: "the master key leaked" });
    const { Version: FunctionVersion } = await aws.lambda.publishVersion({ FunctionName });
    await aws.lambda.updateAlias({ FunctionName, Name: "live", FunctionVersion });
    expect(await status(production.masterKey)).toBe(401);
  });

  test("production is not removed by mistake, and removed by who takes its protection away", async () => {
    const destroy = () => pulumi("destroy", "--stack", "production", "--yes");
    await expect(destroy()).rejects.toMatchObject({ stdout: expect.stringContaining("protect") });
    expect((await ask(production, "/health")).status).toBe(200);

    await pulumi("state", "unprotect", "--all", "--yes", "--stack", "production");
    for (const TableName of (await aws.dynamodb.listTables({})).TableNames ?? []) {
      if (TableName.endsWith("-production")) {
        await aws.dynamodb.updateTable({ TableName, DeletionProtectionEnabled: false });
      }
    }
    await emptyBucket(production.outputs.artifactsBucket);
    await destroy();
    expect((await namesOf("production")).filter((name) => !name.includes("api-key"))).toEqual([]);
    expect((await namesOf("preview")).length).toBeGreaterThan(20);
  });
});
