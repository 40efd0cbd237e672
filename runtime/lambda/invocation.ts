import { AsyncLocalStorage } from "node:async_hooks";
import type { Identity } from "./identity.ts";
import type { LogFields } from "./members.ts";

/** What one request, message or record carries along: a context of its own, so that concurrent ones never mix. */
export type Invocation = {
  readonly identity: Identity;
  readonly correlationId: string;
  /** Takes one finished line, without its line end. */
  readonly write: (line: string) => void;
  /** Fields that every later log line of this invocation carries. */
  fields: LogFields;
  /** Whether it had to fill what its instance keeps. */
  filled?: true;
};

const current = new AsyncLocalStorage<Invocation>();

/** Runs `work` as one invocation; everything it awaits sees the same context. */
export function runInvocation<Answer>(invocation: Invocation, work: () => Answer): Answer {
  return current.run(invocation, work);
}

/** The invocation this code runs in; undefined outside of one. */
export function currentInvocation(): Invocation | undefined {
  return current.getStore();
}

/** Adds fields (a job's id, for example) to every later log line of the current invocation. */
export function annotate(fields: LogFields): void {
  const invocation = current.getStore();
  if (invocation !== undefined) invocation.fields = { ...invocation.fields, ...fields };
}

/**
 * Wraps what fills something that the instance keeps (code, a secret, an answer): the invocation that runs it is marked, for
 * its duration says as little about later ones as that of a cold start.
 */
export function filling<Args extends readonly unknown[], Result>(
  fill: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    const invocation = current.getStore();
    if (invocation !== undefined) invocation.filled = true;
    return fill(...args);
  };
}

/** The correlation id of the current invocation; undefined outside of one. */
export function currentCorrelationId(): string | undefined {
  return current.getStore()?.correlationId;
}

/** Writes one line to standard output, past the console, which would put its own words before it. */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
