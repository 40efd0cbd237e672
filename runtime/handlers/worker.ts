import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { artifactStore } from "../adapters/artifact-store.ts";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { jobSteps } from "../adapters/job-store.ts";
import { modelClient } from "../adapters/model-client.ts";
import { secretCache, secretReader } from "../adapters/secret-cache.ts";
import { readEnvironment } from "../domain/environment.ts";
import { JobMessage } from "../domain/request.ts";
import { modelAsking } from "../flow/model-asking.ts";
import { pageExtraction } from "../flow/page-extraction.ts";
import { processJob } from "../flow/processing.ts";
import { annotate, currentCorrelationId } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { queueEntry } from "../lambda/queue-entry.ts";

/** Kept back from the function's time, so that a job that was not finished is still written down. */
const RESERVE_MILLISECONDS = 5_000;

const environment = readEnvironment("worker", process.env);
const client = modelClient({
  baseUrl: environment.MODEL_BASE_URL,
  secrets: secretCache({ read: secretReader(new SecretsManagerClient(CLIENT_OPTIONS)) }),
  secretId: environment.OPENAI_KEY_SECRET_ID,
  correlationId: currentCorrelationId,
});
const ports = {
  store: jobSteps({
    client: new DynamoDBClient(CLIENT_OPTIONS),
    jobsTable: environment.JOBS_TABLE,
    artifacts: artifactStore({ client: new S3Client(CLIENT_OPTIONS), bucket: environment.ARTIFACTS_BUCKET }),
  }),
  extract: pageExtraction({
    allowedTargets: environment.FETCH_ALLOWED_TARGETS ?? [],
    askModel: modelAsking({
      settings: environment,
      client,
      now: Date.now,
      onRoute: ({ model, why }) => log({ level: "info", message: "model chosen", fields: { model, why } }),
    }),
  }),
};

/** Works on the jobs of the queue, each in a context of its own. */
export const handler = queueEntry({
  identity: { function: "worker", stage: environment.STAGE, version: environment.VERSION_ID },
  message: JobMessage,
  reserveMilliseconds: RESERVE_MILLISECONDS,
  async work({ message: { jobId }, receiveCount }, signal) {
    annotate({ jobId });
    const done = await processJob({ jobId, receiveCount, owner: randomUUID() }, ports, signal);
    const error = "failure" in done ? { error: done.failure } : {};
    log({ level: "failure" in done ? "warn" : "info", message: "job", fields: { outcome: done.outcome }, ...error });
    if (done.outcome === "retried") throw done.failure;
  },
});
