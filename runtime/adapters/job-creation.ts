import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import { type Job, SCHEMA_VERSION } from "../domain/job.ts";
import { listingOf } from "../domain/listing.ts";
import type { Priority } from "../domain/request.ts";
import { type Item, toItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { readRecord } from "./job-reading.ts";
import { type JobRecord, recordValues, validJob } from "./job-record.ts";

export type NewJob = Pick<Job, "id" | "type" | "url" | "params"> & {
  readonly contentId: string;
  /** What makes two requests the same one. */
  readonly digest: string;
  readonly priority: Priority;
  readonly correlationId: string;
  /** A job of its own, whatever was asked before; later requests find this one. */
  readonly fresh: boolean;
};

/** The job as its record has it: a result that lies elsewhere is not fetched. */
export type JobCreation = { readonly outcome: "created" | "duplicate"; readonly record: JobRecord };

/** How long the same request finds the same job; after that it makes a new one. */
export const SUBMISSION_SECONDS = 30 * 24 * 3600;

const TRIES = 5;

export type JobCreating = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  readonly submissionsTable: string;
  readonly input: NewJob;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** The record of a job that nobody has worked on. */
export function pendingRecord(
  { digest, contentId, priority, correlationId, fresh: _, ...asked }: NewJob,
  now: number,
): JobRecord {
  const job = validJob({ ...asked, status: "pending", createdAt: now, updatedAt: now, schemaVersion: SCHEMA_VERSION });
  return { job, book: { attempt: 0, revision: 0, digest, contentId, priority, correlationId, ...listingOf(job) } };
}

/**
 * Writes the job and the note that its request was made, both or neither. Where the note is there already, the job it
 * names is the answer, unless that one failed or is gone: then the note is taken over.
 */
export async function createJob(creating: JobCreating, signal: AbortSignal): Promise<JobCreation> {
  const { input, now } = creating;
  const record = pendingRecord(input, now);
  let replaced: string | undefined;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const answer = await calling("creating the job", () => attempted(creating, record, replaced, signal), signal);
    if (answer === "created") return { outcome: "created", record };
    if (answer === "conflict") continue;
    if (answer.jobId === input.id) return { outcome: "created", record };
    const existing = await readRecord({ ...creating, id: answer.jobId }, signal);
    if (existing !== undefined && existing.job.status !== "failed") {
      return { outcome: "duplicate", record: existing };
    }
    replaced = answer.jobId;
  }
  throw new Failure("lost-race", "Others keep creating the same job.");
}

type Attempt = "created" | "conflict" | { readonly jobId: string };

async function attempted(
  { client, jobsTable, submissionsTable, input, now }: JobCreating,
  record: JobRecord,
  replaced: string | undefined,
  signal: AbortSignal,
): Promise<Attempt> {
  const seconds = Math.floor(now / 1000);
  const note = toItem({ digest: input.digest, jobId: input.id, expiresAt: seconds + SUBMISSION_SECONDS });
  const TransactItems: TransactWriteItem[] = [
    { Put: { TableName: submissionsTable, Item: note, ...(input.fresh ? {} : noteCondition(seconds, replaced)) } },
    {
      Put: {
        TableName: jobsTable,
        Item: toItem(recordValues(record)),
        ConditionExpression: "attribute_not_exists(id)",
      },
    },
  ];
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }), { abortSignal: signal });
    return "created";
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return judged(error);
  }
}

function noteCondition(seconds: number, replaced: string | undefined) {
  const values: Item = {
    ":now": { N: String(seconds) },
    ...(replaced === undefined ? {} : { ":replaced": { S: replaced } }),
  };
  return {
    ConditionExpression: `attribute_not_exists(digest) OR expiresAt < :now${replaced === undefined ? "" : " OR jobId = :replaced"}`,
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;
}

function judged(cause: TransactionCanceledException): Attempt {
  const [note, job] = cause.CancellationReasons ?? [];
  if (note?.Code === "ConditionalCheckFailed") return { jobId: note.Item?.jobId?.S ?? "" };
  if (job?.Code === "ConditionalCheckFailed") {
    throw new Failure("lost-race", "There is a job with this id already.", { cause });
  }
  if (note?.Code === "TransactionConflict" || job?.Code === "TransactionConflict") return "conflict";
  if (job?.Code === "ValidationError") {
    throw new Failure("invalid-record", "The job is too large to be stored.", { cause, reason: "unstorable-value" });
  }
  throw cause;
}
