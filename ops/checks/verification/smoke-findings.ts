import * as z from "zod";
import { Job, type JobType } from "../../../runtime/domain/job.ts";
import { MODELS, type ModelFamily } from "../../../runtime/domain/models.ts";
import { ExtractionResult } from "../../../runtime/domain/result.ts";
import type { VerificationFinding } from "./finding.ts";

export type SmokeSeen = {
  type: JobType;
  /** The family that the stage's settings lead to; undefined where they cannot be told. */
  family: ModelFamily | undefined;
  answer: unknown;
  /** Whether the functions are of this version, or of an earlier one that a rollback brought back, with shapes and models of its own. */
  of: "this version" | "an earlier one";
};

/** What a job and its result have in every version, as far as a verification asks for it. */
const EverJob = z.looseObject({ status: z.string(), error: z.string().optional(), result: z.unknown().optional() });
const EverResult = z.looseObject({ evidence: z.record(z.string(), z.unknown()), model: z.string().optional() });

const SHAPES = {
  "this version": { job: Job, result: ExtractionResult },
  "an earlier one": { job: EverJob, result: EverResult },
} as const;

/** What is wrong with the end of a smoke job: not completed, no evidence, or a model that its type or stage does not ask. */
export function smokeFindings({ type, family, answer, of }: SmokeSeen): VerificationFinding[] {
  const found = (code: string, message: string) => [
    { code, message, subject: `${type} job`, fix: "Look at its lines: the functions' logs by its correlation id." },
  ];
  const shapes = SHAPES[of];
  const job = shapes.job.safeParse(answer).data;
  if (job === undefined) return found("smoke-answer", "The API's answer is no job of this version.");
  if (job.status !== "completed")
    return found("smoke-status", `The job ${job.status}: ${job.error ?? "without a reason"}`);
  const result = shapes.result.safeParse(job.result).data;
  if (result === undefined) return found("smoke-result", "The job completed without a result of this version.");
  if (Object.keys(result.evidence).length === 0) {
    return found("smoke-evidence", "The job completed, but no value of its result has evidence in the page.");
  }
  const { model } = result;
  if (type !== "ai-process") {
    return model === undefined ? [] : found("smoke-model", `A job that needs no model was answered by ${model}.`);
  }
  if (model === undefined)
    return found("smoke-model", `The answer is of no model, not of the ${family ?? "stage's"} family.`);
  const known = MODELS.find(({ id }) => id === model);
  // An earlier version may have asked a model that is in no catalogue any more.
  if (known === undefined && of === "an earlier one") return [];
  if (known !== undefined && (family === undefined || known.family === family)) return [];
  return found("smoke-model", `The answer is of ${model}, not of the ${family ?? "stage's"} family.`);
}
