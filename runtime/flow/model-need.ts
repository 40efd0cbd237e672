import type { JobType } from "../domain/job.ts";
import type { JobParams } from "../domain/request.ts";

/** Whether a job is answered with a model: always for `ai-process`, for `async` when it has instructions, never for `sync`. */
export function needsModel({ type, params }: { type: JobType; params: JobParams }): boolean {
  if (type === "ai-process") return true;
  return type === "async" && params.instructions !== undefined;
}
