/** A signal that ends with `signal`, or after `milliseconds` with a TimeoutError as its reason. */
export function deadline(milliseconds: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

/** The promise's own outcome, or a rejection with the signal's reason if that ends first; for work that takes no signal itself. */
export async function until<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([ended.promise, work]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
