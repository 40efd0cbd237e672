import { type Lease, takeLease } from "./lease.ts";
import type { MigrationPorts } from "./run-types.ts";

const RELEASED_WITHIN = 5_000;

/** Does something under the lease of the table and releases it, whether or not it succeeds. */
export async function underLease<Answer>(
  { ports, purpose }: { readonly ports: MigrationPorts; readonly purpose: string },
  act: (lease: Lease) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const lease = await takeLease(ports, { purpose }, signal);
  let answer: Answer;
  try {
    answer = await act(lease);
  } catch (error) {
    // What went wrong is what counts; a lease that cannot be released runs out by itself.
    await lease.release(AbortSignal.timeout(RELEASED_WITHIN)).catch(() => undefined);
    throw error;
  }
  await lease.release(signal);
  return answer;
}
