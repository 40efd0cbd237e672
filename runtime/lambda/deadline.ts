import { Failure } from "../domain/failure.ts";

/** The part of Lambda's context that the entries read. */
export type LambdaContext = { getRemainingTimeInMillis(): number };

/** Without a context (a test, a smoke run) there is this long. */
const UNBOUNDED_MILLISECONDS = 30_000;

/** What is left of the function's time. */
export function remainingMilliseconds(context: LambdaContext | undefined): number {
  return context?.getRemainingTimeInMillis() ?? UNBOUNDED_MILLISECONDS;
}

/**
 * A signal that aborts `reserveMilliseconds` before Lambda would end the process, so that there is time to write down
 * what happened. Its reason is a `deadline-exceeded` failure. Dispose it when the work is done.
 */
export function invocationDeadline(context: LambdaContext | undefined, reserveMilliseconds: number): Deadline {
  return new Deadline(Math.max(0, remainingMilliseconds(context) - reserveMilliseconds));
}

/** A class, because every request makes one: objects and functions made anew for each cost more than the timer itself. */
class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.#timer = setTimeout(expire, milliseconds, this.#controller).unref();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

function expire(controller: AbortController): void {
  controller.abort(new Failure("deadline-exceeded", "The work was not finished in the time it was given."));
}
