import * as z from "zod/mini";
import { Failure, type FailureOptions } from "../domain/failure.ts";
import { Job, JobStatus } from "../domain/job.ts";
import { Priority } from "../domain/request.ts";
import type { Item } from "./attribute.ts";

/** What the table holds beside the canonical job; it never leaves the service. */
export const Bookkeeping = z.object({
  /** How often work on the job was begun. */
  attempt: z._default(z.int().check(z.minimum(0)), 0),
  /** Counts the writes: who writes names the one it has read. Items of old have no count. */
  revision: z._default(z.int().check(z.minimum(0)), 0),
  /** Names of the latest writes, so that a writer whose answer was lost finds out whether its write was made. */
  writes: z.optional(z.array(z.string())),
  priority: z._default(Priority, "normal"),
  contentId: z.optional(z.string()),
  /** What makes two requests the same one. */
  digest: z.optional(z.string()),
  correlationId: z.optional(z.string()),
  /** Who works on it, and until when nobody else may (epoch milliseconds). */
  leaseOwner: z.optional(z.string()),
  leaseUntil: z.optional(z.int()),
  /** Where a result lies that is too large for the item. */
  resultKey: z.optional(z.string()),
  /** Where the job stands in the list of jobs: the keys of an index. */
  listedUnder: z.optional(JobStatus),
  listedAt: z.optional(z.string()),
});
export type Bookkeeping = z.infer<typeof Bookkeeping>;

/** An item of before the canonical schema: as it was read, as the migrations make it, and what it must not get meanwhile. */
export type LegacyItem = { readonly item: Item; readonly canonical: Item; readonly absent: readonly string[] };

/** One job as the store keeps it; `legacy` where the table still holds it in an older shape. */
export type JobRecord = { readonly job: Job; readonly book: Bookkeeping; readonly legacy?: LegacyItem };

const CANONICAL = Object.keys(Job.shape);

/** Parses what a table holds; throws `invalid-record` when it is no canonical job. Other attributes are not looked at. */
export function parseRecord(values: Readonly<Record<string, unknown>>): JobRecord {
  const canonical = Object.fromEntries(CANONICAL.flatMap((name) => (name in values ? [[name, values[name]]] : [])));
  return { job: validJob(canonical, { reason: "invalid-canonical" }), book: validBook(values) };
}

/** The job, checked against the schema; throws `invalid-record` with the places that do not fit. */
export function validJob(values: unknown, why: Pick<FailureOptions, "reason"> = {}): Job {
  const parsed = Job.safeParse(values);
  if (parsed.success) return parsed.data;
  throw misfit("The job does not fit its schema", { ...why, cause: parsed.error });
}

/** What others may keep under the same name, without harm: it counts as absent. The rest decides who may write. */
const HARMLESS: ReadonlySet<unknown> = new Set(["priority", "contentId", "digest", "correlationId"]);

function validBook(values: Readonly<Record<string, unknown>>): Bookkeeping {
  const parsed = Bookkeeping.safeParse(values);
  if (parsed.success) return parsed.data;
  const misfits = new Set(parsed.error.issues.map(({ path }) => path[0]));
  if ([...misfits].every((name) => HARMLESS.has(name))) {
    return validBook(Object.fromEntries(Object.entries(values).filter(([name]) => !misfits.has(name))));
  }
  throw misfit("What stands beside the job is not what this code keeps there", { cause: parsed.error });
}

function misfit(what: string, why: FailureOptions & { readonly cause: z.core.$ZodError }): Failure {
  const places = why.cause.issues.map(({ path, message }) => `${path.join(".") || "job"}: ${message}`);
  return new Failure("invalid-record", `${what}: ${places.join("; ")}.`, why);
}

/** The record as one flat set of attributes. */
export function recordValues({ job, book }: JobRecord): Record<string, unknown> {
  return { ...job, ...book };
}
