import { Failure } from "../domain/failure.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { toItem } from "./attribute.ts";
import type { JobRecord } from "./job-record.ts";

/** A job of more JSON than this keeps its result in the artifact store; DynamoDB's own limit is 400 KB an item. */
const INLINE_BYTES = 200 * 1024;

/** The record as the table takes it: a result that is too large, or that an item cannot hold, is put away and referred to. */
export async function shelved(record: JobRecord, artifacts: ArtifactStore, signal: AbortSignal): Promise<JobRecord> {
  const { result, ...job } = record.job;
  if (result === undefined || (Buffer.byteLength(JSON.stringify(record.job)) <= INLINE_BYTES && isStorable(result))) {
    return record;
  }
  const resultKey = await artifacts.put(Buffer.from(JSON.stringify(result)), signal);
  return { job, book: { ...record.book, resultKey } };
}

/** The record with its result, wherever that lies. */
export async function restored(record: JobRecord, artifacts: ArtifactStore, signal: AbortSignal): Promise<JobRecord> {
  const { resultKey } = record.book;
  if (resultKey === undefined) return record;
  const bytes = await artifacts.get(resultKey, signal);
  return { ...record, job: { ...record.job, result: JSON.parse(Buffer.from(bytes).toString("utf8")) } };
}

function isStorable(result: Readonly<Record<string, unknown>>): boolean {
  try {
    toItem({ result });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid-record") return false;
    throw error;
  }
}
