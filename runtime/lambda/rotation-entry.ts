import { asFailure, Failure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { type Schema, schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

export type RotationEntryOptions<Event> = {
  readonly identity: Identity;
  readonly event: Schema<Event>;
  /** Carries out one step; throws when Secrets Manager shall count the rotation as failed and try again later. */
  readonly work: (event: Event, signal: AbortSignal) => Promise<void>;
  readonly write?: (line: string) => void;
};

const RESERVE_MILLISECONDS = 500;

/** A Lambda handler for Secrets Manager's rotation calls. What is thrown is logged and thrown on: a failed step must be seen as one. */
export function rotationEntry<Event>(options: RotationEntryOptions<Event>) {
  const { identity, event: schema, work, write = writeLine } = options;
  return async (raw: unknown, context?: LambdaContext): Promise<SmokeAnswer | undefined> => {
    if (isSmokeTest(raw)) return smokeAnswer(identity);
    await runInvocation({ identity, correlationId: correlationIdFrom(undefined), write, fields: {} }, async () => {
      using deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
      try {
        const parsed = schema.safeParse(raw);
        if (!parsed.success) throw new Failure("invalid-request", schemaProblem(schema, parsed.error));
        await work(parsed.data, deadline.signal);
      } catch (error) {
        log({ level: "error", message: "rotation failed", error: asFailure(error) });
        throw error;
      }
    });
    return undefined;
  };
}
