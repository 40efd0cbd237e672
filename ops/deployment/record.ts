import * as z from "zod";
import { Stage } from "../../runtime/domain/stage.ts";

const TargetShape = z.object({
  version: z.string(),
  next: z.object({ version: z.string(), weight: z.number() }).optional(),
});
const Side = z.object({ requests: z.number(), errors: z.number(), slow: z.number() });

/** One step as the ledger tells of it; times in epoch milliseconds. */
export const StepRecord = z.object({
  name: z.string(),
  status: z.enum(["started", "passed", "failed", "skipped", "undoing", "undone", "undo-failed"]),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  detail: z.string().optional(),
  /** What is wrong, as sentences. */
  problems: z.array(z.string()).optional(),
});
export type StepRecord = z.infer<typeof StepRecord>;

/**
 * What the ledger keeps of a deployment or of a rollback, written before and after each step. `live` is what serves, until a
 * later record is live; `undone` left what was before, `failed` a stage that had nothing good to go back to; `stuck` needs a person.
 */
export const DeploymentRecord = z.object({
  id: z.string(),
  kind: z.enum(["deployment", "rollback"]),
  stage: Stage,
  state: z.enum(["running", "undoing", "live", "undone", "failed", "stuck"]),
  source: z.object({ commit: z.string(), dirty: z.array(z.string()), digest: z.string(), settings: z.string() }),
  /** Function name → digest of its bundle. */
  bundles: z.record(z.string(), z.string()),
  who: z.string(),
  /** Why a rule was set aside, in the person's words. */
  reason: z.string().optional(),
  /** Whether the current version counts as bad, so that being better than it is enough. */
  rollForward: z.boolean(),
  /** Why the canary was left out. */
  canaryLeftOut: z.string().optional(),
  /** The stuck deployment or rollback that this one was begun over: the write that begins this one closes that one. */
  over: z.string().optional(),
  before: z.object({
    /** The record that was live. */
    deployment: z.string().optional(),
    commit: z.string().optional(),
    targets: z.record(z.string(), TargetShape),
    stateVersion: z.string().optional(),
  }),
  /** What the engine was to change: URN and operation. */
  planned: z.array(z.object({ urn: z.string(), operation: z.string() })),
  /** Function name → its version number, once the engine is through. */
  versions: z.record(z.string(), z.string()).optional(),
  canary: z
    .object({
      weight: z.number(),
      since: z.number(),
      /** Whether users sent requests before it began: only then are theirs waited for. */
      users: z.boolean(),
      /** A function's users, or our own requests of it → slow is what takes longer, in milliseconds; what is not named is not timed. */
      slowerThan: z.record(z.string(), z.number()),
      batches: z.array(z.object({ weight: z.number(), function: z.string(), current: Side, next: Side })),
    })
    .optional(),
  /** Migrations that were begun, with when. */
  migrations: z.array(z.object({ id: z.string(), when: z.enum(["first", "last"]) })),
  /** For a rollback: the record that it goes back to. */
  restores: z.string().optional(),
  steps: z.array(StepRecord),
  startedAt: z.number(),
  updatedAt: z.number(),
});
export type DeploymentRecord = z.infer<typeof DeploymentRecord>;

/** The ledger's run under which each deployment is an entry, its id the name. */
export const DEPLOYMENTS = "deployments";
