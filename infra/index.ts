import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FUNCTION_VARIABLES, type FunctionName, type VariableName } from "../runtime/domain/environment.ts";
import { bundleHandlers } from "./bundle.ts";
import { AlarmTopic } from "./components/alarm-topic.ts";
import { Alarms } from "./components/alarms.ts";
import { ArtifactBucket } from "./components/artifact-bucket.ts";
import { FunctionRole } from "./components/function-role.ts";
import { HandlerFunction } from "./components/handler-function.ts";
import { JobQueue } from "./components/job-queue.ts";
import { MasterKeyRotation } from "./components/master-key-rotation.ts";
import { MigrationWorkers } from "./components/migration-workers.ts";
import { MonthlyBudget } from "./components/monthly-budget.ts";
import { RestApi } from "./components/rest-api.ts";
import { SocketApi, SocketRoutes } from "./components/socket-api.ts";
import { StageKey } from "./components/stage-key.ts";
import { StageSecrets } from "./components/stage-secrets.ts";
import { Tables } from "./components/tables.ts";
import { ConfigProblems, readConfig } from "./config.ts";
import { FUNCTIONS, functionsOf, type PerFunction } from "./functions.ts";
import { policyFor } from "./policy.ts";
import { nameIn, tagsFor } from "./stage.ts";

const config = stageConfig();
const stage = config.settings.STAGE;
const names = functionsOf(config);
// Before the first resource: a handler that cannot be bundled leaves nothing half deployed.
const bundles = await bundleHandlers(names);
const { accountId: account } = await aws.getCallerIdentity();
const { region } = await aws.getRegion();
const site = { stage, region, account };

const identities = new Map(names.map((handler) => [handler, new FunctionRole(handler, { ...site, handler }).role]));
const roles = pulumi.output(forEachFunction((handler) => identityOf(handler).arn));
const key = new StageKey("key", { ...site, roles, functions: names }).key.arn;

const tables = new Tables("tables", { stage, key });
const jobs = new JobQueue("jobs", { stage, key, roles, visibilityTimeoutSeconds: 6 * FUNCTIONS.worker.timeout });
const artifacts = new ArtifactBucket("artifacts", { stage, key, roles });
const secrets = new StageSecrets("secrets", { stage, key, roles, modelProviders: config.modelProviders });
const socket = new SocketApi("socket", { stage, key });

const variables: Record<
  Exclude<
    VariableName,
    "VERSION_ID" | "MODEL_PROVIDER_KEYS" | "MODEL_BASE_URL" | "FETCH_ALLOWED_TARGETS" | "ROBOTS_EXEMPT_HOSTS"
  >,
  pulumi.Input<string>
> = {
  JOBS_TABLE: tables.jobs.name,
  SUBMISSIONS_TABLE: tables.submissions.name,
  CONNECTIONS_TABLE: tables.connections.name,
  OPERATIONS_TABLE: tables.operations.name,
  QUEUE_URL: jobs.queue.url,
  ARTIFACTS_BUCKET: artifacts.bucket.bucket,
  SOCKET_ENDPOINT: socket.managementUrl,
  MASTER_KEY_SECRET_ID: secrets.masterKey.id,
  OPENAI_KEY_SECRET_ID: secrets.openaiKey.id,
  CORS_ORIGINS: config.corsOrigins,
};
const known: Readonly<Record<string, pulumi.Input<string>>> = {
  ...variables,
  ...config.embedded,
  ...(secrets.providerKeys.length === 0 ? {} : { MODEL_PROVIDER_KEYS: providerKeyIds() }),
  ...(config.robotsExemptHosts === undefined ? {} : { ROBOTS_EXEMPT_HOSTS: config.robotsExemptHosts }),
};

const reach = pulumi.output({
  jobs: tables.jobs.arn,
  jobsStream: tables.jobs.streamArn,
  submissions: tables.submissions.arn,
  connections: tables.connections.arn,
  operations: tables.operations.arn,
  queue: jobs.queue.arn,
  bucket: artifacts.bucket.arn,
  masterKey: secrets.masterKey.arn,
  openaiKey: secrets.openaiKey.arn,
  providerKeys: secrets.providerKeys.map(({ secret }) => secret.arn),
  socketApi: socket.executionArn,
});

const functions = forEachFunction(deployed);

new aws.lambda.EventSourceMapping("worker", {
  eventSourceArn: jobs.queue.arn,
  functionName: functions.worker.live.arn,
  batchSize: 5,
  functionResponseTypes: ["ReportBatchItemFailures"],
  tags: tagsFor(stage, "worker"),
});
new aws.lambda.EventSourceMapping("notify", {
  eventSourceArn: tables.jobs.streamArn,
  functionName: functions.notify.live.arn,
  startingPosition: "LATEST",
  batchSize: 10,
  maximumRetryAttempts: 3,
  functionResponseTypes: ["ReportBatchItemFailures"],
  tags: tagsFor(stage, "notify"),
});
new MasterKeyRotation("rotation", { secret: secrets.masterKey, function: functions["rotate-secret"].function });

const rest = new RestApi("rest", {
  stage,
  key,
  routes: [
    { name: "api", path: "{proxy+}", method: "ANY", function: functions.api.live },
    { name: "health", path: "health", method: "GET", function: functions.health.live },
  ],
});
new SocketRoutes("socket-routes", {
  socket,
  routes: {
    $connect: functions["ws-connect"].live,
    $disconnect: functions["ws-disconnect"].live,
    $default: functions["ws-default"].live,
  },
});

const migration = functions["migrate-segment"];
const workers = migration && new MigrationWorkers("migration-workers", { ...site, worker: migration.function });

const topic = new AlarmTopic("alarm-topic", { ...site, key }).topic.arn;
new Alarms("alarms", {
  ...{ stage, topic, functions: names, restApi: rest.name },
  queue: nameIn(stage, "queue"),
  deadLetters: nameIn(stage, "dlq"),
  tables: ["jobs", "submissions", "connections", "operations"],
});
new MonthlyBudget("budget", { stage, topic, amount: config.settings.MONTHLY_BUDGET });

export { region, stage };
export const apiUrl = rest.url;
export const socketUrl = socket.url;
export const masterKeySecretId = secrets.masterKey.id;
export const openaiKeySecretId = secrets.openaiKey.id;
export const jobsTable = tables.jobs.name;
export const operationsTable = tables.operations.name;
export const queueUrl = jobs.queue.url;
export const deadLetterQueueUrl = jobs.deadLetters.url;
export const artifactsBucket = artifacts.bucket.bucket;
export const migrationWorkers = workers?.machine.arn ?? null;
export const versions = Object.fromEntries([...bundles].map(([name, { digest }]) => [name, digest]));

function forEachFunction<Made>(make: (name: FunctionName) => Made): PerFunction<Made> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as PerFunction<Made>;
}

function identityOf(name: FunctionName): aws.iam.Role {
  const role = identities.get(name);
  if (role === undefined) throw new Error(`There is no role for ${name}.`);
  return role;
}

/** `provider=secret id`, separated by commas. */
function providerKeyIds(): pulumi.Output<string> {
  const entries = secrets.providerKeys.map(({ provider, secret }) => pulumi.interpolate`${provider}=${secret.id}`);
  return pulumi.all(entries).apply((all) => all.join(","));
}

function deployed(name: FunctionName): HandlerFunction {
  const bundle = bundles.get(name);
  if (bundle === undefined) throw new Error(`There is no bundle for ${name}.`);
  const environment: Record<string, pulumi.Input<string>> = { ...config.text };
  for (const variable of FUNCTION_VARIABLES[name]) {
    const value = known[variable];
    if (value !== undefined) environment[variable] = value;
  }
  const policy = (ownLogs: pulumi.Output<string>) =>
    pulumi.all([reach, key, ownLogs]).apply(([arns, stageKey, logGroup]) => {
      return policyFor({ name, logGroup, region, reach: arns, key: stageKey });
    });
  return new HandlerFunction(name, {
    ...{ stage, key, bundle, environment, policy },
    ...FUNCTIONS[name],
    handler: name,
    role: identityOf(name),
  });
}

/** The configuration, or an error that the engine shows as a sentence instead of a stack trace. */
function stageConfig() {
  const source = new pulumi.Config("atlas-codex");
  try {
    return readConfig({
      get: (name) => source.get(name),
      stack: pulumi.getStack(),
      awsEndpoint: process.env.AWS_ENDPOINT_URL,
    });
  } catch (error) {
    if (error instanceof ConfigProblems) throw new pulumi.RunError(error.message);
    throw error;
  }
}
