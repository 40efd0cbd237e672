import * as z from "zod";
import type { JobType } from "../../runtime/domain/job.ts";
import type { Finding } from "../report.ts";
import type { Door, StageCall } from "./door.ts";

const Accepted = z.looseObject({ id: z.string(), status: z.string() });
const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const PARAMS: Partial<Record<JobType, object>> = {
  "ai-process": {
    schema: {
      type: "object",
      properties: { title: { type: ["string", "null"] } },
      required: ["title"],
      additionalProperties: false,
    },
  },
};

export type Submission = Pick<StageCall, "outputs" | "masterKey" | "correlationId"> & {
  door: Door;
  type: JobType;
  url: string;
};

/** A job of its own, through the door; or why it was not taken. */
export async function submitJob(
  { door, type, url, ...to }: Submission,
  signal: AbortSignal,
): Promise<{ id: string } | { refused: Finding }> {
  const request = { type, url, params: PARAMS[type] ?? {}, priority: "high", fresh: true };
  const { status, body } = await door.call({ ...to, path: "/jobs", body: request }, signal);
  const accepted = Accepted.safeParse(body).data;
  if (accepted !== undefined) return { id: accepted.id };
  const why = Refused.safeParse(body).data?.error;
  const message = `The API answered ${status} to a ${type} job: ${why?.message ?? "neither a job nor an error"}`;
  const fix = "Is it the page? Give another: --smoke-url URL";
  return { refused: { code: `smoke-${why?.code ?? "refused"}`, message, subject: `${type} job`, fix } };
}
