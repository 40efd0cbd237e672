import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { artifactStore } from "../adapters/artifact-store.ts";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { jobSteps } from "../adapters/job-store.ts";
import { messageVisibility } from "../adapters/message-visibility.ts";
import { secretCache, secretReader } from "../adapters/secret-cache.ts";
import { readEnvironment } from "../domain/environment.ts";
import { JobMessage } from "../domain/request.ts";
import { lazyExtraction } from "../flow/lazy-extraction.ts";
import { type ModelAsking, modelAsking } from "../flow/model-asking.ts";
import { modelClients } from "../flow/model-clients.ts";
import { pageMemory } from "../flow/page-memory.ts";
import { processJob } from "../flow/processing.ts";
import { retryDelay } from "../flow/retry-delay.ts";
import { annotate, currentCorrelationId, filling } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { queueEntry } from "../lambda/queue-entry.ts";
import { cooldowns } from "../reliability/cooldown.ts";
import { wholeItems } from "../reliability/whole-items.ts";

/** Kept back from the function's time, so that a job that was not finished is still written down. */
const RESERVE_MILLISECONDS = 5_000;

/** Which models were chosen and how they did; the first one and the reasons stay with the job's later lines. */
const MODEL_LOG: Pick<ModelAsking, "onRoute" | "onAttempt"> = {
  onRoute({ model, why, candidates }) {
    annotate({ routedTo: model.id, routedWhy: why });
    const order = candidates.map((candidate) => candidate.model.id).join(", ");
    log({ level: "info", message: "model chosen", fields: { order } });
  },
  onAttempt({ model: { id, provider }, milliseconds, spent: { usage, cost }, failure }) {
    const fields = { model: id, provider, milliseconds: Math.round(milliseconds), ...usage, cost };
    if (failure === undefined) log({ level: "info", message: "model answered", fields });
    else log({ level: "warn", message: "model failed", fields, error: failure });
  },
};

const environment = readEnvironment("worker", process.env);
const bucket = { client: new S3Client(CLIENT_OPTIONS), bucket: environment.ARTIFACTS_BUCKET };
const clients = modelClients({
  baseUrl: environment.MODEL_BASE_URL,
  secrets: secretCache({ read: filling(secretReader(new SecretsManagerClient(CLIENT_OPTIONS))) }),
  keys: { openai: environment.OPENAI_KEY_SECRET_ID, ...environment.MODEL_PROVIDER_KEYS },
  correlationId: currentCorrelationId,
});
const artifacts = artifactStore(bucket);
const ports = {
  store: jobSteps({
    client: wholeItems(new DynamoDBClient(CLIENT_OPTIONS)),
    jobsTable: environment.JOBS_TABLE,
    artifacts,
  }),
  extract: lazyExtraction(async () =>
    (await import("../flow/page-extraction.ts")).pageExtraction({
      allowedTargets: environment.FETCH_ALLOWED_TARGETS ?? [],
      robotsExemptHosts: environment.ROBOTS_EXEMPT_HOSTS ?? [],
      memory: pageMemory(bucket),
      askModel: modelAsking({
        settings: environment,
        clients,
        cooldowns: cooldowns({ now: Date.now }),
        now: Date.now,
        keepAnswer: (text, signal) => artifacts.put(Buffer.from(JSON.stringify({ answer: text })), signal),
        ...MODEL_LOG,
      }),
    }),
  ),
};

/** Works on the jobs of the queue, each in a context of its own. */
export const handler = queueEntry({
  identity: { function: "worker", stage: environment.STAGE, version: environment.VERSION_ID },
  message: JobMessage,
  reserveMilliseconds: RESERVE_MILLISECONDS,
  postponing: {
    delay: retryDelay,
    hide: messageVisibility({ client: new SQSClient(CLIENT_OPTIONS), queueUrl: environment.QUEUE_URL }),
  },
  async work({ message: { jobId }, receiveCount, remainingMilliseconds }, signal) {
    annotate({ jobId });
    const delivery = { jobId, receiveCount, owner: randomUUID(), livesMilliseconds: remainingMilliseconds };
    const done = await processJob(delivery, ports, signal);
    const error = "failure" in done ? { error: done.failure } : {};
    log({ level: "failure" in done ? "warn" : "info", message: "job", fields: { outcome: done.outcome }, ...error });
    if (done.outcome === "retried") throw done.failure;
  },
});
