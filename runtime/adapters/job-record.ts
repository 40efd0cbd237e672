import * as z from "zod";
import { Failure } from "../domain/failure.ts";
import { Job } from "../domain/job.ts";
import { Priority } from "../domain/request.ts";

/** What the table holds beside the canonical job; it never leaves the service. */
export const Bookkeeping = z.object({
  /** How often work on the job was begun. */
  attempt: z.int().min(0).default(0),
  priority: Priority.default("normal"),
  contentId: z.string().optional(),
  /** What makes two requests the same one. */
  digest: z.string().optional(),
  correlationId: z.string().optional(),
  /** Who works on it, and until when nobody else may (epoch milliseconds). */
  leaseOwner: z.string().optional(),
  leaseUntil: z.int().optional(),
  /** Where a result lies that is too large for the item. */
  resultKey: z.string().optional(),
});
export type Bookkeeping = z.infer<typeof Bookkeeping>;

/** One job as the store keeps it. */
export type JobRecord = { readonly job: Job; readonly book: Bookkeeping };

const CANONICAL = Object.keys(Job.shape);

/** Parses what a table holds; throws `invalid-record` when it is no canonical job. Other attributes are not looked at. */
export function parseRecord(values: Readonly<Record<string, unknown>>): JobRecord {
  const canonical = Object.fromEntries(CANONICAL.flatMap((name) => (name in values ? [[name, values[name]]] : [])));
  return { job: validJob(canonical), book: Bookkeeping.parse(values) };
}

/** The job, checked against the schema; throws `invalid-record` with the places that do not fit. */
export function validJob(values: unknown): Job {
  const parsed = Job.safeParse(values);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "job"}: ${message}`);
  throw new Failure("invalid-record", `The job does not fit its schema: ${places.join("; ")}.`, {
    cause: parsed.error,
  });
}

/** The record as one flat set of attributes. */
export function recordValues({ job, book }: JobRecord): Record<string, unknown> {
  return { ...job, ...book };
}
