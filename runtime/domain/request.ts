import * as z from "zod/mini";
import "./schema-words.ts";
import { JobStatus, JobType } from "./job.ts";

/** The largest body of one request, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

/** The largest body of `POST /jobs/batch`, in bytes; Lambda takes 6 MB of event, in which the body is quoted. */
export const MAX_BATCH_BODY_BYTES = 4 * 1024 * 1024;

/** How many jobs one batch may hold. */
export const MAX_BATCH_JOBS = 1_000;

export const Priority = z.enum(["low", "normal", "high"]);
export type Priority = z.infer<typeof Priority>;

/** What an extraction is asked to do; further keys travel with the job unread. */
export const JobParams = z.looseObject({
  instructions: z.optional(z.string().check(z.minLength(1), z.maxLength(8_000))),
  schema: z.optional(z.record(z.string(), z.unknown())),
  /** `ignore` is for hosts that the stage exempts; everywhere else robots.txt is honoured. */
  robots: z.optional(z.enum(["honour", "ignore"])),
});
export type JobParams = z.infer<typeof JobParams>;

/** The body of `POST /jobs`. The URL is any string here: ingest decides whether it can be processed. */
export const JobRequest = z.strictObject({
  type: JobType,
  url: z.string(),
  params: z._default(JobParams, {}),
  priority: z._default(Priority, "normal"),
  fresh: z._default(z.boolean(), false),
});
export type JobRequest = z.infer<typeof JobRequest>;

/** The body of `POST /jobs/batch`. Each entry is judged on its own, so that a bad one is refused without the others. */
export const JobBatch = z.strictObject({
  jobs: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_BATCH_JOBS)),
});

/** The query of `GET /jobs`. */
export const JobListQuery = z.strictObject({
  status: z.optional(JobStatus),
  limit: z._default(
    z.pipe(
      z.pipe(
        z.string().check(z.regex(/^\d{1,3}$/, "expected a whole number from 1 to 100")),
        z.transform((text: string) => Number(text)),
      ),
      z.int().check(z.minimum(1), z.maximum(100)),
    ),
    20,
  ),
  cursor: z.optional(z.string().check(z.maxLength(500))),
});
export type JobListQuery = z.infer<typeof JobListQuery>;

/** What travels through the queue: the job is read from its table, so that the message can never be older than the record. */
export const JobMessage = z.strictObject({ jobId: z.string().check(z.minLength(1)) });
export type JobMessage = z.infer<typeof JobMessage>;
