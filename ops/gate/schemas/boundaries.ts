import * as z from "zod";
import {
  FUNCTION_NAMES,
  type FunctionName,
  readEnvironment,
  variableNames,
} from "../../../runtime/domain/environment.ts";
import { Failure } from "../../../runtime/domain/failure.ts";
import { Job, JobStatus } from "../../../runtime/domain/job.ts";
import { POSITION } from "../../../runtime/domain/listing.ts";
import { StackOutputs } from "../../../runtime/domain/outputs.ts";
import { JobBatch, JobListQuery, JobMessage, JobRequest } from "../../../runtime/domain/request.ts";
import { ExtractionResult } from "../../../runtime/domain/result.ts";
import { SETTINGS } from "../../../runtime/domain/settings.ts";
import { SocketMessage } from "../../../runtime/domain/socket-message.ts";
import type { JobFrame } from "../../../runtime/flow/announcement.ts";
import type { BatchAnswer } from "../../../runtime/flow/batch-submission.ts";
import type { SchemaRole } from "../../checks/schemas/compare.ts";

/** Something that crosses between deployments or to others: its name, who is on which side, and its JSON Schema today. */
export type Boundary = { readonly name: string; readonly role: SchemaRole; readonly schema: unknown };

const Listed = z.object({ listedUnder: JobStatus, listedAt: z.string().regex(POSITION) });

const JobAnnounced: z.ZodType<JobFrame> = z.strictObject({
  type: z.literal("job"),
  job: z.strictObject({ id: z.string(), status: JobStatus, updatedAt: z.int().min(0) }),
});

const Rejected = z.object({ index: z.int(), outcome: z.literal("rejected"), reason: z.string(), message: z.string() });
const Taken = z.object({ index: z.int(), outcome: z.enum(["accepted", "duplicate"]), id: z.string() });
const BatchAnswered = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  items: z.array(z.union([Taken, Rejected])),
}) satisfies z.ZodType<BatchAnswer>;

const JobsListed = z.object({ items: z.array(Job), cursor: z.string().optional() });

const SCHEMAS = [
  { name: "job-record", role: "stored", type: Job },
  { name: "job-listing", role: "stored", type: Listed },
  { name: "extraction-result", role: "stored", type: ExtractionResult },
  { name: "stack-outputs", role: "stored", type: StackOutputs },
  { name: "job-message", role: "in-flight", type: JobMessage },
  { name: "job-request", role: "request", type: JobRequest },
  { name: "job-batch", role: "request", type: JobBatch },
  { name: "job-list-query", role: "request", type: JobListQuery },
  { name: "socket-message", role: "request", type: SocketMessage },
  { name: "stage-settings", role: "request", type: z.object(SETTINGS) },
  { name: "job-answer", role: "response", type: Job },
  { name: "job-batch-answer", role: "response", type: BatchAnswered },
  { name: "job-list-answer", role: "response", type: JobsListed },
  { name: "job-announcement", role: "response", type: JobAnnounced },
] as const satisfies readonly { name: string; role: SchemaRole; type: z.core.$ZodType }[];

/** Every boundary with its schema as the code has it now. */
export function boundaries(): Boundary[] {
  const typed = SCHEMAS.map(({ name, role, type }) => ({ name, role, schema: schemaOf(type, role) }));
  const told = FUNCTION_NAMES.map((name) => ({
    name: `environment-${name}`,
    role: "request" as const,
    schema: environmentSchema(name),
  }));
  return [...typed, ...told];
}

/** What a reader takes in, or for an answer what a writer gives out. The only values that zod cannot write down are maps. */
function schemaOf(type: z.core.$ZodType, role: SchemaRole): unknown {
  return z.toJSONSchema(type, {
    io: role === "response" ? "output" : "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "custom") jsonSchema.type = "object";
    },
  });
}

/** A function's environment: texts, of which those are required without which it does not start. */
function environmentSchema(name: FunctionName): unknown {
  const names = [...variableNames(name)].sort();
  const complaint = complaintOf(() => readEnvironment(name, {}));
  const required = names.filter((each) => complaint.includes(`${each} is not set`));
  return {
    type: "object",
    properties: Object.fromEntries(names.map((each) => [each, { type: "string" }])),
    required,
    additionalProperties: { type: "string" },
  };
}

function complaintOf(read: () => unknown): string {
  try {
    read();
    return "";
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
