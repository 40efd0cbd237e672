import * as z from "zod";
import { Stage } from "./stage.ts";

/** What a stack tells its operators; `pulumi stack output --json` gives exactly this. */
export const StackOutputs = z.object({
  stage: Stage,
  region: z.string().min(1),
  apiUrl: z.url(),
  socketUrl: z.url(),
  masterKeySecretId: z.string().min(1),
  openaiKeySecretId: z.string().min(1),
  jobsTable: z.string().min(1),
  operationsTable: z.string().min(1),
  queueUrl: z.url(),
  deadLetterQueueUrl: z.url(),
  artifactsBucket: z.string().min(1),
  /** ARN of the state machine that migrates on many functions at once, where the stage has one. */
  migrationWorkers: z.string().min(1).nullish(),
  /** Function name → the digest of the bundle that was deployed. */
  versions: z.record(z.string(), z.string()),
});
export type StackOutputs = z.infer<typeof StackOutputs>;
