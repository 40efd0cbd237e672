import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { SendMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringUpStage, type StageUp } from "../../local/bring-up.ts";
import { Job } from "../../runtime/domain/job.ts";
import { eventually } from "./api-client.ts";
import { goLive } from "./go-live.ts";
import { type OwnAws, startOwnAws } from "./own-aws.ts";

const run = promisify(execFile);
const { signal } = new AbortController();
const API = "atlas-codex-api-preview";
const WORKER = "atlas-codex-worker-preview";

/** Shorter than what is deployed, in the same order: work, then lease, then visibility. */
const WORKER_SECONDS = 12;
const VISIBILITY_SECONDS = 20;

let own: OwnAws;
let stage: StageUp;
/** A site that does not answer the first time that it is asked for a page. */
let site: Server;
const asked: string[] = [];
let clients: { lambda: LambdaClient; sqs: SQSClient; dynamodb: DynamoDBClient };

beforeAll(async () => {
  own = await startOwnAws(signal);
  stage = await bringUpStage(own.workshop, "preview", signal);
  const { endpoint } = own.workshop.machine;
  const options = { endpoint, region: "us-west-2", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  clients = { lambda: new LambdaClient(options), sqs: new SQSClient(options), dynamodb: new DynamoDBClient(options) };
  const { lambda, sqs } = clients;
  site = createServer(({ url = "" }, response) => {
    asked.push(url);
    if (url === "/robots.txt") return void response.writeHead(404).end();
    if (asked.filter((one) => one === url).length === 1) return void response.writeHead(503).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<title>${url}</title><p>Here again.`);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const target = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  await goLive(lambda, { FunctionName: WORKER, Timeout: WORKER_SECONDS });
  await Promise.all([API, WORKER].map((name) => allowed(name, target)));
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: stage.outputs.queueUrl,
      Attributes: { VisibilityTimeout: String(VISIBILITY_SECONDS) },
    }),
  );
}, 120_000);

afterAll(async () => {
  site?.close();
  await own?.stop();
}, 60_000);

/** Lets a function fetch from one more server of this machine. */
async function allowed(FunctionName: string, target: string): Promise<void> {
  const { Environment } = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { FETCH_ALLOWED_TARGETS = "", ...rest } = Environment?.Variables ?? {};
  const Variables = { ...rest, FETCH_ALLOWED_TARGETS: `${FETCH_ALLOWED_TARGETS},${target}` };
  await goLive(clients.lambda, { FunctionName, Environment: { Variables } });
}

async function ask(path: string, body?: unknown): Promise<Job> {
  const method = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${stage.outputs.apiUrl}${path}`, {
    ...method,
    headers: { "x-api-key": stage.masterKey },
  });
  return Job.parse(await answer.json());
}

/** The job once nobody works on it any more. */
function ended(id: string): Promise<Job> {
  const whenEnded = async () => {
    const found = await ask(`/jobs/${id}`);
    return found.status === "completed" || found.status === "failed" ? found : undefined;
  };
  return eventually("the job to end", whenEnded, 45);
}

/** What the table holds about how a job was worked on. */
async function bookOf(id: string) {
  const command = new GetItemCommand({ TableName: stage.outputs.jobsTable, Key: { id: { S: id } } });
  const { Item = {} } = await clients.dynamodb.send(command);
  return { attempt: Number(Item.attempt?.N), revision: Number(Item.revision?.N) };
}

/** Process ids of the worker that runs in this test's own AWS. */
async function workerProcesses(): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-ww", "-o", "pid=,ppid=,command="], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split("\n").flatMap((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    const isOurs = Number(parent) === own.workshop.machine.emulatorPid && command.join(" ").includes(WORKER);
    return isOurs ? [Number(pid)] : [];
  });
}

test("a job that failed in passing is tried again after ten seconds, before its message would come by itself", async () => {
  const path = "/flaky";
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;
  const { id } = await ask("/jobs", { type: "async", url });
  const job = await ended(id);
  expect(job.status).toBe("completed");
  expect(asked.filter((one) => one === path)).toHaveLength(2);
  const failedAt = job.logs?.[0]?.at ?? 0;
  expect(job.logs?.[0]?.level).toBe("warn");
  expect(job.updatedAt - failedAt).toBeGreaterThan(9_000);
  expect(job.updatedAt - failedAt).toBeLessThan(VISIBILITY_SECONDS * 1_000);
}, 60_000);

test("a job whose worker is killed in the middle of it is finished once, by the next", async () => {
  const url = `${own.workshop.machine.siteUrl}/slow?ms=1500`;
  const { id } = await ask("/jobs", { type: "async", url });
  await eventually("the job to be worked on", async () =>
    (await ask(`/jobs/${id}`)).status === "processing" ? true : undefined,
  );
  const killed = await workerProcesses();
  for (const pid of killed) process.kill(pid, "SIGKILL");
  expect(killed.length).toBeGreaterThan(0);
  expect(await ask(`/jobs/${id}`)).toMatchObject({ status: "processing" });

  const job = await ended(id);
  expect(job).toMatchObject({ id, status: "completed", url });
  // Begun, begun again, finished.
  expect(await bookOf(id)).toEqual({ attempt: 2, revision: 3 });

  const { queueUrl: QueueUrl } = stage.outputs;
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ jobId: id }) }));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await ask(`/jobs/${id}`)).toEqual(job);
  expect(await bookOf(id)).toEqual({ attempt: 2, revision: 3 });
}, 60_000);
