/**
 * Does something to each of many, so many at once. After the first failure the signal given to the others is aborted, nothing
 * begins any more, and that failure is thrown when all have ended.
 */
export async function eachInFlight<Of>(
  { of, atOnce }: { readonly of: readonly Of[]; readonly atOnce: number },
  act: (one: Of, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = of.values();
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const failed: unknown[] = [];
  const lane = async () => {
    for (const one of waiting) {
      if (failed.length > 0) return;
      try {
        await act(one, either);
      } catch (error) {
        failed.push(error);
        stop.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, of.length) }, lane));
  if (failed.length > 0) throw failed[0];
}
