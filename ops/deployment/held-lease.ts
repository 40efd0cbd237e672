import { takeLease } from "../../runtime/migrating/lease.ts";
import { releasedOnFailure } from "../../runtime/migrating/under-lease.ts";
import type { DeploymentPorts } from "./ports.ts";

const BEAT_EVERY = 2_000;
const RELEASED_WITHIN = 5_000;

export type HeldLease = {
  readonly confirm: (signal: AbortSignal) => Promise<void>;
  /** Aborts when somebody else has taken the stage over. */
  readonly lost: AbortSignal;
};

/**
 * Does something as the only one who changes the stage's deployment. The lease is renewed while it works, also during one
 * long call; throws `unavailable` when somebody else has it.
 */
export async function underDeploymentLease<Answer>(
  { ports, purpose }: { readonly ports: DeploymentPorts; readonly purpose: string },
  act: (lease: HeldLease) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const right = {
    entry: "deployment",
    on: `the deployment of ${ports.stage}`,
    advice: `See how far it is: ops deploy --stage ${ports.stage} --status`,
  };
  const lease = await takeLease(ports, { purpose, right }, signal);
  const lost = new AbortController();
  const ended = new AbortController();
  // Whoever is asked to stop still goes back, and needs the lease until that is done.
  const beat = setInterval(() => {
    lease.confirm(ended.signal).catch((error: unknown) => lost.abort(error));
  }, BEAT_EVERY);
  try {
    const held = { confirm: (each: AbortSignal) => lease.confirm(each), lost: lost.signal };
    const answer = await releasedOnFailure(lease, () => act(held));
    // What was done stays done: a lease that cannot be released, for whatever reason, runs out by itself within seconds.
    await lease.release(AbortSignal.timeout(RELEASED_WITHIN)).catch(() => undefined);
    return answer;
  } finally {
    clearInterval(beat);
    ended.abort();
  }
}
