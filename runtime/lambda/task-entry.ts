import { asFailure, Failure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { type Schema, schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

export type TaskEntryOptions<Order, Answer> = {
  readonly identity: Identity;
  readonly order: Schema<Order>;
  /** Kept back from the function's time, so that what was begun can be written down. */
  readonly reserveMilliseconds: number;
  /** Does the task's work until the signal; throws when the state machine shall call again. */
  readonly work: (order: Order, signal: AbortSignal) => Promise<Answer>;
  readonly write?: (line: string) => void;
};

/** A Lambda handler for a task of a state machine. What is thrown is logged and thrown on: the machine tries again. */
export function taskEntry<Order, Answer>(options: TaskEntryOptions<Order, Answer>) {
  const { identity, order: schema, reserveMilliseconds, work, write = writeLine } = options;
  return async (raw: unknown, context?: LambdaContext): Promise<SmokeAnswer | Answer> => {
    if (isSmokeTest(raw)) return smokeAnswer(identity);
    return runInvocation({ identity, correlationId: correlationIdFrom(undefined), write, fields: {} }, async () => {
      using deadline = invocationDeadline(context, reserveMilliseconds);
      try {
        const parsed = schema.safeParse(raw);
        if (!parsed.success) throw new Failure("invalid-request", schemaProblem(schema, parsed.error));
        return await work(parsed.data, deadline.signal);
      } catch (error) {
        log({ level: "error", message: "task failed", error: asFailure(error) });
        throw error;
      }
    });
  };
}
