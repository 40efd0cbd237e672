import { Job, type JobType } from "../../../runtime/domain/job.ts";
import { MODELS, type ModelFamily } from "../../../runtime/domain/models.ts";
import { ExtractionResult } from "../../../runtime/domain/result.ts";
import type { VerificationFinding } from "./finding.ts";

export type SmokeSeen = { type: JobType; family: ModelFamily; answer: unknown };

/** What is wrong with the end of a smoke job: not completed, no evidence, or a model that its type or stage does not ask. */
export function smokeFindings({ type, family, answer }: SmokeSeen): VerificationFinding[] {
  const found = (code: string, message: string) => [
    { code, message, subject: `${type} job`, fix: "Look at its lines: the functions' logs by its correlation id." },
  ];
  const job = Job.safeParse(answer).data;
  if (job === undefined) return found("smoke-answer", "The API's answer is no job of this version.");
  if (job.status !== "completed")
    return found("smoke-status", `The job ${job.status}: ${job.error ?? "without a reason"}`);
  const result = ExtractionResult.safeParse(job.result).data;
  if (result === undefined) return found("smoke-result", "The job completed without a result of this version.");
  if (Object.keys(result.evidence).length === 0) {
    return found("smoke-evidence", "The job completed, but no value of its result has evidence in the page.");
  }
  if (type !== "ai-process") {
    return result.model === undefined
      ? []
      : found("smoke-model", `A job that needs no model was answered by ${result.model}.`);
  }
  const model = MODELS.find(({ id }) => id === result.model);
  if (model?.family === family) return [];
  return found("smoke-model", `The answer is of ${result.model ?? "no model"}, not of the ${family} family.`);
}
