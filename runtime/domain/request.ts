import * as z from "zod";
import { JobType } from "./job.ts";

/** The largest body of one request, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

export const Priority = z.enum(["low", "normal", "high"]);
export type Priority = z.infer<typeof Priority>;

/** What an extraction is asked to do; further keys travel with the job unread. */
export const JobParams = z.looseObject({
  instructions: z.string().min(1).max(8_000).optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
});
export type JobParams = z.infer<typeof JobParams>;

/** The body of `POST /jobs`. The URL is any string here: ingest decides whether it can be processed. */
export const JobRequest = z.strictObject({
  type: JobType,
  url: z.string(),
  params: JobParams.default({}),
  priority: Priority.default("normal"),
  fresh: z.boolean().default(false),
});
export type JobRequest = z.infer<typeof JobRequest>;

/** What travels through the queue: the job is read from its table, so that the message can never be older than the record. */
export const JobMessage = z.strictObject({ jobId: z.string().min(1) });
export type JobMessage = z.infer<typeof JobMessage>;

/** What a client may send over its socket. */
export const SocketMessage = z.strictObject({ action: z.literal("subscribe"), jobId: z.string().min(1).max(200) });
export type SocketMessage = z.infer<typeof SocketMessage>;
