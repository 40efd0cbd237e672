import { gzipSync } from "node:zlib";
import type { PlainItem } from "../../runtime/migrations/migration.ts";

/** What one job is about, before a program of its time writes it down. */
export type JobFacts = {
  readonly id: string;
  readonly url: string;
  readonly type: "sync" | "async" | "ai-process";
  /** Place in the order pending, processing, completed, failed. */
  readonly status: 0 | 1 | 2 | 3;
  /** Epoch milliseconds, as are all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly params: PlainItem;
  readonly result?: PlainItem;
  readonly error?: string;
  readonly lines: readonly {
    readonly at: number;
    readonly level: "info" | "warn" | "error";
    readonly message: string;
  }[];
  /** Whether a hand or an older release wrote this one: other spellings, further attributes. */
  readonly odd: boolean;
};

type Shape = (facts: JobFacts) => PlainItem;

const iso = (at: number): string => new Date(at).toISOString();
const sql = (at: number): string => iso(at).slice(0, 19).replace("T", " ");
const seconds = (at: number): number => Math.floor(at / 1000);
const text = (value: unknown): string => JSON.stringify(value);
const word = ({ status }: JobFacts, words: string): string => words.split(" ")[status] ?? "";
const lines = (facts: JobFacts): string =>
  facts.lines.map(({ at, level, message }) => `${iso(at)} ${level.toUpperCase()} ${message}`).join("\n");
const arn = (id: string): string => `arn:aws:states:us-west-2:123456789012:execution:atlas-codex:${id}`;

/** Attributes of those given that have a value. */
function present(attributes: { readonly [name: string]: PlainItem[string] | undefined }): PlainItem {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** How each of the twelve programs writes a job down, in the order of their years. */
export const LEGACY_SHAPES: readonly Shape[] = [
  (job) =>
    present({
      ...{
        id: job.id,
        job_id: job.odd ? undefined : job.id,
        target: job.url,
        mode: job.odd ? undefined : job.type,
        ...job.params,
      },
      ...{ state: word(job, job.odd ? "NEW STARTED SUCCESS TIMEOUT" : "queued running done error"), log: lines(job) },
      ...{ created_at: iso(job.createdAt), updated_at: iso(job.updatedAt), error: job.error },
      result: job.result && (job.odd ? JSON.stringify(job.result, null, 2) : text(job.result)),
    }),
  (job) =>
    present({
      ...{ id: job.id, request: { url: job.url, options: job.params, async: job.type === "async" } },
      ...{
        status: word(job, "PENDING RUNNING DONE ERROR"),
        created: job.createdAt / 1000,
        modified: job.updatedAt / 1000,
      },
      ...{ output: job.result, error: job.error === undefined ? undefined : { code: 502, message: job.error } },
      messages: job.lines.map(({ at, level, message }) => `${iso(at)} ${level.toUpperCase()} ${message}`),
    }),
  (job) =>
    present({
      ...{
        id: job.id,
        batch_id: "2023-09-import-4",
        row: job.id.slice(-5),
        source_url: job.url,
        options: text(job.params),
      },
      ...{ status: word(job, "queued running success failed"), created_ts: `${seconds(job.createdAt)}` },
      ...{ updated_ts: `${job.odd ? job.updatedAt : seconds(job.updatedAt)}`, notes: lines(job), error: job.error },
      result: job.result && text(job.result),
    }),
  (job) =>
    present({
      ...{ id: job.id, messageId: `m-${job.id}`, body: text({ type: job.type, url: job.url, params: job.params }) },
      attributes: { SentTimestamp: `${job.createdAt}`, ApproximateReceiveCount: job.odd ? "3" : "1" },
      ...{ disposition: word(job, "queued in_flight deleted dead"), lastSeenAt: job.updatedAt, response: job.result },
      failure: job.error === undefined ? undefined : { message: job.error },
      trace: job.lines.map(({ at, level, message }) => ({ t: at, l: level, m: message })),
    }),
  (job) =>
    present({
      ...{ id: job.id, schemaVersion: 2, jobId: job.id, jobType: job.type, output: job.result },
      jobStatus: word(job, "PENDING PROCESSING COMPLETED FAILED"),
      input: { url: job.url, params: job.params, ...(job.odd ? { priority: 5 } : {}) },
      timestamps: {
        createdAt: job.createdAt,
        updatedAt: job.updatedAt,
        ...(job.odd ? { startedAt: job.createdAt + 40 } : {}),
      },
      failure: job.error === undefined ? undefined : { message: job.error },
      logs: job.lines.map(({ at, level, message }) => ({
        timestamp: iso(at),
        level,
        message,
        requestId: `r-${job.id}`,
      })),
    }),
  (job) =>
    present({
      ...{ id: job.id, kind: "ai-process", stage: word(job, "QUEUED RUNNING SUCCEEDED FAILED"), source_url: job.url },
      ...{ prompt: "Extract what the page offers, with its price.", model: "gpt-4", settings: job.params },
      ...{
        createdAt: iso(job.createdAt),
        updatedAt: iso(job.updatedAt),
        usage: { input_tokens: 812, output_tokens: 40 },
      },
      result_gz: job.result && gzipSync(text(job.result), { level: 1 }).toString("base64"),
      error: job.error === undefined ? undefined : { code: "model_error", message: job.error },
      logs: job.lines.map(({ at, level, message }) => ({ time: iso(at), level, msg: message })),
    }),
  (job) =>
    present({
      ...{
        id: job.id,
        schemaVersion: 3,
        jobType: job.type,
        jobStatus: word(job, "pending processing completed failed"),
      },
      ...{ url: job.url, params: text(job.params), createdAt: job.createdAt, updatedAt: job.updatedAt },
      resultRef: job.result && `s3://atlas-codex-artifacts-abc123/results/${job.id}.json`,
      ...{ errorCode: job.odd && job.error !== undefined ? "E502" : undefined, errorMessage: job.error },
      logs: job.lines.map(({ at, level, message }) => ({ ts: at, severity: level, text: message })),
    }),
  (job) =>
    present({
      ...{
        id: job.id,
        connectionId: "L0SM9cOFvHcCIhw=",
        acceptedAt: job.createdAt,
        payload: { url: job.url, ...job.params },
      },
      lastEvent: {
        type: word(job, "accepted progress completed failed"),
        at: job.updatedAt,
        ...(job.odd ? { seq: 4 } : {}),
      },
      ...{ progress: job.status === 1 ? 40 : undefined, result: job.result, error: job.error },
      events: job.lines.map(({ at, message }) => ({ type: message, at, data: { pct: 40 } })),
    }),
  (job) =>
    present({
      ...{
        id: job.id,
        executionArn: arn(job.id),
        executionStatus: word(job, "PENDING_REDRIVE RUNNING SUCCEEDED FAILED"),
      },
      ...{ input: text({ params: job.params, type: job.type, url: job.url }), startDate: job.createdAt / 1000 },
      ...{ stopDate: job.updatedAt / 1000, output: job.result && text(job.result), cause: job.error },
      error: job.odd && job.error !== undefined ? "States.TaskFailed" : undefined,
      history: job.lines.map(({ at, message }, index) => ({ timestamp: at / 1000, type: message, id: index + 1 })),
    }),
  (job) =>
    present({
      ...{ id: job.id, type: job.type, status: word(job, "pending processing completed failed"), url: job.url },
      ...{
        params: job.params,
        createdAt: job.createdAt,
        updatedAt: job.updatedAt,
        result: job.result,
        error: job.error,
      },
      logs: job.lines.map(({ at, level, message }) => ({ at, level: job.odd ? level.toUpperCase() : level, message })),
    }),
  (job) =>
    present({
      ...{ id: job.id, content_id: `c-${job.id}`, source_url: job.url, is_processable: 1, url_scheme: "https" },
      processing_status: job.odd ? job.status : word(job, "pending processing completed failed"),
      ...{ created_at: sql(job.createdAt), updated_at: sql(job.updatedAt), metadata: text(job.params), retry_count: 0 },
      ...{ extracted: job.result && text(job.result), failure_reason: job.error, history: lines(job) },
    }),
  (job) =>
    present({
      ...{ id: job.id, content_id: `c-${job.id}`, row_id: seconds(job.createdAt), source_url: job.url, retry_count: 3 },
      ...{ original_error: job.error ?? "unsupported scheme", failure_classification: "permanent", notes: lines(job) },
      ...{ quarantined_at: sql(job.createdAt), updated_at: sql(job.updatedAt), metadata: text(job.params) },
      partial_result: job.result && text(job.result),
    }),
];
