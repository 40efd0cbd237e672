import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { artifactStore } from "../adapters/artifact-store.ts";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { jobQueue } from "../adapters/job-queue.ts";
import { jobStore } from "../adapters/job-store.ts";
import { masterKeyCheck } from "../adapters/master-key.ts";
import { secretCache, secretReader } from "../adapters/secret-cache.ts";
import { socketRegistry } from "../adapters/socket-registry.ts";
import { readEnvironment } from "../domain/environment.ts";
import { MAX_BODY_BYTES } from "../domain/request.ts";
import { checkSchema } from "../extract/schema/schema.ts";
import { jobRoutes } from "../flow/job-routes.ts";
import { lazyExtraction } from "../flow/lazy-extraction.ts";
import { pageMemory } from "../flow/page-memory.ts";
import { httpEntry } from "../lambda/http-entry.ts";
import { filling } from "../lambda/invocation.ts";
import { wholeItems } from "../reliability/whole-items.ts";

const environment = readEnvironment("api", process.env);
const allowedTargets = environment.FETCH_ALLOWED_TARGETS ?? [];
const robotsExemptHosts = environment.ROBOTS_EXEMPT_HOSTS ?? [];
const bucket = { client: new S3Client(CLIENT_OPTIONS), bucket: environment.ARTIFACTS_BUCKET };
const dynamodb = wholeItems(new DynamoDBClient(CLIENT_OPTIONS));
const secrets = secretCache({ read: filling(secretReader(new SecretsManagerClient(CLIENT_OPTIONS))) });
const store = jobStore({
  client: dynamodb,
  jobsTable: environment.JOBS_TABLE,
  submissionsTable: environment.SUBMISSIONS_TABLE,
  artifacts: artifactStore(bucket),
});

/** The HTTP API: submitting jobs, reading them, and tickets for sockets. */
export const handler = httpEntry({
  identity: { function: "api", stage: environment.STAGE, version: environment.VERSION_ID },
  origins: environment.CORS_ORIGINS,
  maxBodyBytes: MAX_BODY_BYTES,
  isKey: masterKeyCheck({ secrets, secretId: environment.MASTER_KEY_SECRET_ID }),
  routes: jobRoutes({
    store,
    queue: jobQueue({ client: new SQSClient(CLIENT_OPTIONS), queueUrl: environment.QUEUE_URL }),
    registry: socketRegistry({ client: dynamodb, connectionsTable: environment.CONNECTIONS_TABLE }),
    extract: lazyExtraction(async () => {
      const { pageExtraction } = await import("../flow/page-extraction.ts");
      return pageExtraction({ allowedTargets, robotsExemptHosts, memory: pageMemory(bucket) });
    }),
    checkSchema,
    allowedTargets,
    robotsExemptHosts,
    newId: randomUUID,
    now: Date.now,
  }),
});
