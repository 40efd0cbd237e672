import { Failure } from "../domain/failure.ts";

/** The part of Lambda's context that the entries read. */
export type LambdaContext = { getRemainingTimeInMillis(): number };

export type Deadline = Disposable & { readonly signal: AbortSignal };

/** Without a context (a test, a smoke run) there is this long. */
const UNBOUNDED_MILLISECONDS = 30_000;

/**
 * A signal that aborts `reserveMilliseconds` before Lambda would end the process, so that there is time to write down
 * what happened. Its reason is a `deadline-exceeded` failure. Dispose it when the work is done.
 */
export function invocationDeadline(context: LambdaContext | undefined, reserveMilliseconds: number): Deadline {
  const controller = new AbortController();
  const remaining = context?.getRemainingTimeInMillis() ?? UNBOUNDED_MILLISECONDS;
  const timer = setTimeout(
    () => controller.abort(new Failure("deadline-exceeded", "The work was not finished in the time it was given.")),
    Math.max(0, remaining - reserveMilliseconds),
  );
  timer.unref();
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}
