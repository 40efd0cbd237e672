import * as z from "zod/mini";

/** The version of the canonical job that this code reads and writes. */
export const SCHEMA_VERSION = 13;

/** Epoch milliseconds. */
const Instant = z.int().check(z.minimum(0), z.maximum(99_999_999_999_999));

export const JobType = z.enum(["sync", "async", "ai-process"]);
export type JobType = z.infer<typeof JobType>;

export const JobStatus = z.enum(["pending", "processing", "completed", "failed"]);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobLog = z.looseObject({ at: Instant, level: z.enum(["info", "warn", "error"]), message: z.string() });
export type JobLog = z.infer<typeof JobLog>;

/** Any map, taken as it is: a record would be copied without a member called `__proto__`. */
const Attributes = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "expected a map",
);

/** The canonical job: exactly what the API returns, and what is validated before every write. Times are epoch milliseconds. */
export const Job = z.strictObject({
  id: z.string().check(z.minLength(1)),
  type: JobType,
  status: JobStatus,
  url: z.string().check(z.minLength(1)),
  params: Attributes,
  result: z.optional(Attributes),
  error: z.optional(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  logs: z.optional(z.array(JobLog)),
  schemaVersion: z.literal(SCHEMA_VERSION),
});
export type Job = z.infer<typeof Job>;

/** How far a job is. */
export type JobState = Pick<Job, "id" | "status" | "updatedAt">;

/** Which status may follow which; what is not listed here is refused before it is written. */
export const TRANSITIONS = {
  pending: ["processing"],
  processing: ["completed", "failed", "pending"],
  completed: [],
  failed: [],
} as const satisfies Record<JobStatus, readonly JobStatus[]>;

/** Whether a job may go from one status to the other. */
export function isLegalTransition(from: JobStatus, to: JobStatus): boolean {
  return (TRANSITIONS[from] as readonly JobStatus[]).includes(to);
}
