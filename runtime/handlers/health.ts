import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { masterKeyCheck } from "../adapters/master-key.ts";
import { bucketProbe, queueProbe, secretsProbe, tableProbe } from "../adapters/readiness-probes.ts";
import { secretCache, secretReader } from "../adapters/secret-cache.ts";
import { readEnvironment } from "../domain/environment.ts";
import { MAX_BODY_BYTES } from "../domain/request.ts";
import { healthRoutes } from "../flow/health-routes.ts";
import { modelClients } from "../flow/model-clients.ts";
import { modelProbe } from "../flow/model-probe.ts";
import { httpEntry } from "../lambda/http-entry.ts";
import { currentCorrelationId, filling } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";

const environment = readEnvironment("health", process.env);
const { MASTER_KEY_SECRET_ID: masterKeyId, OPENAI_KEY_SECRET_ID: openaiKeyId } = environment;
const read = secretReader(new SecretsManagerClient(CLIENT_OPTIONS));
const secrets = secretCache({ read: filling(read) });
const modelKeys = { openai: openaiKeyId, ...environment.MODEL_PROVIDER_KEYS };
const clients = modelClients({
  baseUrl: environment.MODEL_BASE_URL,
  secrets,
  keys: modelKeys,
  correlationId: currentCorrelationId,
});

const table = tableProbe({ client: new DynamoDBClient(CLIENT_OPTIONS), table: environment.JOBS_TABLE });
const queue = queueProbe({ client: new SQSClient(CLIENT_OPTIONS), queueUrl: environment.QUEUE_URL });
const bucket = bucketProbe({ client: new S3Client(CLIENT_OPTIONS), bucket: environment.ARTIFACTS_BUCKET });
const short = [
  { name: "jobs-table", run: table },
  { name: "queue", run: queue },
];

/** Whether the stage can work: shortly for anyone, check by check for who has the key. */
export const handler = httpEntry({
  identity: { function: "health", stage: environment.STAGE, version: environment.VERSION_ID },
  origins: [],
  maxBodyBytes: MAX_BODY_BYTES,
  isKey: masterKeyCheck({ secrets, secretId: masterKeyId }),
  routes: healthRoutes({
    stage: environment.STAGE,
    version: environment.VERSION_ID,
    short,
    deep: [
      ...short,
      { name: "bucket", run: bucket },
      { name: "secrets", run: secretsProbe({ read, ids: [masterKeyId, ...Object.values(modelKeys)] }) },
      { name: "model", run: modelProbe({ settings: environment, clients, now: Date.now }) },
    ],
    onFailure: (check, error) => log({ level: "error", message: "check not passed", fields: { check }, error }),
    now: Date.now,
  }),
});
