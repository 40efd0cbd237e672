import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Failure } from "../domain/failure.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { fromItem, type Item, toItem } from "./attribute.ts";
import { calling } from "./aws-failure.ts";
import { type Guard, overtaken } from "./job-change.ts";
import { noSuchJob } from "./job-reading.ts";
import { type JobRecord, parseRecord, recordValues } from "./job-record.ts";
import { shelved } from "./job-result.ts";

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

/**
 * Writes what differs between two records of one job, if the job is still the one that was read; other attributes stay
 * untouched. The client may try a write again whose answer was lost: it is made once, and known by its name.
 */
export async function writeChange(writing: JobWriting, signal: AbortSignal): Promise<JobRecord> {
  const { client, jobsTable, artifacts, read, guard } = writing;
  const name = randomBytes(6).toString("base64url");
  const next = named(await shelved(writing.next, artifacts, signal), name);
  const before = recordValues(read);
  const after = recordValues(next);
  const set = toItem(
    Object.fromEntries(Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, before[name]))),
  );
  const remove = Object.keys(before).filter((name) => before[name] !== undefined && after[name] === undefined);
  const command = new UpdateItemCommand({
    TableName: jobsTable,
    Key: { id: { S: read.job.id } },
    ...updateExpressions({ set, remove, unchanged: Object.fromEntries(guard.map((name) => [name, before[name]])) }),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  const written = await calling("writing the job", () => sent(client, command, signal), signal);
  if ("current" in written) {
    if (written.current === undefined) throw noSuchJob(read.job.id);
    const current = parseRecord(fromItem(written.current));
    if (current.book.writes?.includes(name) !== true) throw overtaken(read, current, next.job.status);
  }
  // What others wrote after an answer was lost is theirs: this is the record as this write left it.
  const record = "current" in written ? next : parseRecord(fromItem(written.item));
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

type Update = { set: Item; remove: readonly string[]; unchanged: Readonly<Record<string, unknown>> };

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
