import { asFailure } from "../domain/failure.ts";
import type { MigrationPorts } from "./run-types.ts";

const TRIES = 9;
const FIRST_WAIT = 50;
const LONGEST_WAIT = 5_000;

export type Persistence = {
  readonly ports: Pick<MigrationPorts, "sleep">;
  /** Is told of every failed try that another one follows. */
  readonly onRetry?: (failure: unknown) => void;
};

/** Makes a call that may be made any number of times until it answers: about 17 seconds long, and only while it fails with `unavailable`. */
export async function persistently<Answer>(
  { ports, onRetry }: Persistence,
  call: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await call();
    } catch (error) {
      if (asFailure(error).code !== "unavailable" || nth === TRIES) throw error;
      onRetry?.(error);
      await ports.sleep(waitAfter(nth), signal);
    }
  }
}

/** Milliseconds to wait after the nth failed try. */
export function waitAfter(nth: number): number {
  return Math.min(FIRST_WAIT * 2 ** (nth - 1), LONGEST_WAIT);
}
