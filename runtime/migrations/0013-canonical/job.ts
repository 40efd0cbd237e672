import type { Fields, Value } from "../plain/value.ts";
import type { JobType, Status } from "./words.ts";

/** What a canonical item says of a job, in the order in which a shape's fields are read. Instants are epoch milliseconds. */
export type Job = {
  readonly params: Fields;
  readonly type: JobType;
  readonly status: Status;
  readonly url: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly result?: Fields | undefined;
  readonly error?: string | undefined;
  readonly logs?: readonly Fields[] | undefined;
};

export type FieldName = keyof Job;

export const FIELD_NAMES: readonly FieldName[] = [
  "params",
  "type",
  "status",
  "url",
  "createdAt",
  "updatedAt",
  "result",
  "error",
  "logs",
];

export const SCHEMA_VERSION = 13;

/** The last instant: a day in the year 5138. */
export const LAST_INSTANT = 99_999_999_999_999;

/** The attributes of a canonical item that are the job, but for `id` and `schemaVersion`; those that are absent are left out. */
export function fieldsOfJob(job: Job): Fields {
  const fields = new Map<string, Value>();
  for (const name of FIELD_NAMES) {
    const value = job[name];
    if (value !== undefined) fields.set(name, value);
  }
  return fields;
}

/** The job of an item that is known to be canonical; empty logs are none. */
export function jobOfFields(fields: Fields): Job {
  const job: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) job[name] = fields.get(name);
  const known = job as Job;
  return known.logs?.length === 0 ? { ...known, logs: undefined } : known;
}
