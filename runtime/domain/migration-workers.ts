import * as z from "zod/mini";

/** The most functions of a stage that migrate at once: an account has a thousand in all, and the API's are among them. */
export const MIGRATION_WORKERS_AT_ONCE = 40;

const run = z.string().check(z.minLength(1));

/** What the state machine asks of its function: a turn at one segment, or the end of the run. */
export const MigrationOrder = z.union([
  z.strictObject({ run, segment: z.int().check(z.gte(0)) }),
  z.strictObject({ run, end: z.literal(true) }),
]);
export type MigrationOrder = z.infer<typeof MigrationOrder>;

/** What the function answers: whether it is done, after how many seconds to call again, and a sentence when another call would be refused too. */
export type MigrationAnswer = {
  readonly done: boolean;
  readonly waitSeconds: number;
  readonly refused: string | null;
};

/** What an execution of the state machine is started with. */
export type MigrationExecution = { readonly run: string; readonly segments: readonly number[] };
