import { until } from "./deadline.ts";

export type Bounded<Value> = {
  readonly milliseconds: number;
  readonly work: (signal: AbortSignal) => Promise<Value>;
};

/**
 * The outcome of work that ends with `signal`, or after its time with a TimeoutError as the reason, whether it heeds the
 * signal it is given or not. Afterwards no timer and no listener is left.
 */
export async function within<Value>({ milliseconds, work }: Bounded<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const own = new AbortController();
  const end = () => own.abort(signal.reason);
  const timer = setTimeout(
    () => own.abort(new DOMException(`Not done after ${Math.round(milliseconds)} ms.`, "TimeoutError")),
    milliseconds,
  );
  signal.addEventListener("abort", end, { once: true });
  try {
    return await until(work(own.signal), own.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}
