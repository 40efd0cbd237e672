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
  const answer = await releasedOnFailure(lease, () => act(lease));
  await lease.release(signal);
  return answer;
}

/** Does something for which a lease is held, and releases it where that fails. */
export async function releasedOnFailure<Answer>(lease: Lease, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    // What went wrong is what is told: a lease that cannot be released, for whatever reason, runs out by itself within seconds.
    await lease.release(AbortSignal.timeout(RELEASED_WITHIN)).catch(() => undefined);
    throw error;
  }
}
