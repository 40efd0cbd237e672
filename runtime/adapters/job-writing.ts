import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { type Item, toItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { type Guard, isSameJob, overtaken } from "./job-change.ts";
import { type Difference, differenceOf } from "./job-difference.ts";
import { noSuchJob } from "./job-reading.ts";
import { type JobRecord, recordValues } from "./job-record.ts";
import { shelved } from "./job-result.ts";
import { recordOf } from "./job-upgrade.ts";

export type JobWriting = {
  readonly client: DynamoDBClient;
  readonly jobsTable: string;
  readonly artifacts: ArtifactStore;
  /** The record as it was read. */
  readonly read: JobRecord;
  /** The record as it shall be. */
  readonly next: JobRecord;
  /** What must still be as it was read. */
  readonly guard: Guard;
};

/** How many writes a record names: more than are made while one of them waits to be tried again. */
const NAMED_WRITES = 50;

/** So often a write is tried whose job only changed its shape meanwhile. */
const TRIES = 5;

/**
 * Writes what differs between two records of one job, if the job is still the one that was read; other attributes stay
 * untouched. An older item becomes canonical in the same write. The client may try a write again whose answer was lost:
 * it is made once, and known by its name.
 */
export function writeChange(writing: JobWriting, signal: AbortSignal): Promise<JobRecord> {
  return attempted({ ...writing, tries: TRIES }, signal);
}

async function attempted(writing: JobWriting & { readonly tries: number }, signal: AbortSignal): Promise<JobRecord> {
  const { client, jobsTable, artifacts, read, guard } = writing;
  const name = randomBytes(6).toString("base64url");
  const next = named(await shelved(writing.next, artifacts, signal), name);
  const difference = differenceOf(read, next);
  const command = new UpdateItemCommand({
    TableName: jobsTable,
    Key: { id: { S: read.job.id } },
    ...(read.legacy === undefined
      ? updateExpressions({ ...difference, unchanged: guarded(read, guard) })
      : (await import("./legacy-item.ts")).replacement({ ...difference, legacy: read.legacy })),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  const written = await calling("writing the job", () => sent(client, command, signal), signal);
  if ("current" in written) {
    if (written.current === undefined) throw noSuchJob(read.job.id);
    const current = await recordOf(written.current);
    if (current.book.writes?.includes(name) !== true) {
      const isSame = writing.tries > 1 && isSameJob(read, current, guard);
      if (isSame) return attempted({ ...writing, read: current, tries: writing.tries - 1 }, signal);
      throw overtaken(read, current, next.job.status);
    }
  }
  // What others wrote after an answer was lost is theirs: this is the record as this write left it.
  const record = "current" in written ? next : await recordOf(written.item);
  const result = writing.next.job.result;
  return result === undefined ? record : { ...record, job: { ...record.job, result } };
}

function named({ job, book }: JobRecord, name: string): JobRecord {
  return { job, book: { ...book, writes: [...(book.writes ?? []), name].slice(-NAMED_WRITES) } };
}

async function sent(
  client: DynamoDBClient,
  command: UpdateItemCommand,
  signal: AbortSignal,
): Promise<{ item: Item } | { current: Item | undefined }> {
  try {
    const { Attributes = {} } = await client.send(command, { abortSignal: signal });
    return { item: Attributes };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { current: error.Item };
    if (error instanceof Error && error.name === "ValidationException" && /size/i.test(error.message)) {
      throw new Failure("invalid-record", "The job is too large to be stored.", { cause: error, reason: "too-large" });
    }
    throw error;
  }
}

function guarded(read: JobRecord, guard: Guard): Readonly<Record<string, unknown>> {
  const values = recordValues(read);
  return Object.fromEntries(guard.map((name) => [name, values[name]]));
}

type Update = Difference & { readonly unchanged: Readonly<Record<string, unknown>> };

/** The expressions of one update. A guarded number that is 0 may also be absent: older items have no count. */
function updateExpressions({ set, remove, unchanged }: Update) {
  const names = [...new Set([...Object.keys(set), ...remove, ...Object.keys(unchanged), "id"])];
  const held = toItem(unchanged);
  const conditions = Object.keys(unchanged).map((name) => {
    if (held[name] === undefined) return `attribute_not_exists(#${name})`;
    return unchanged[name] === 0
      ? `(attribute_not_exists(#${name}) OR #${name} = :was_${name})`
      : `#${name} = :was_${name}`;
  });
  const removal = remove.length === 0 ? "" : ` REMOVE ${remove.map((name) => `#${name}`).join(", ")}`;
  return {
    UpdateExpression: `SET ${Object.keys(set)
      .map((name) => `#${name} = :${name}`)
      .join(", ")}${removal}`,
    ConditionExpression: ["attribute_exists(#id)", ...conditions].join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ...Object.fromEntries(Object.entries(held).map(([name, value]) => [`:was_${name}`, value])),
    },
  };
}
