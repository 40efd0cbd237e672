import { setTimeout as sleep } from "node:timers/promises";

export type SteadyRequests = {
  /** Sends one request; throws or answers false where it failed. */
  readonly send: (count: number) => Promise<boolean>;
  readonly perSecond: number;
  /** So many may be unanswered at once; a slower service gets fewer requests, never a pile of them. */
  readonly atOnce: number;
};

export type Tally = {
  readonly sent: number;
  readonly failures: readonly string[];
  readonly slowestMilliseconds: number;
};

/** Sends requests at a steady rate until it is told to stop, then tells how they fared. */
export function steadyRequests({ send, perSecond, atOnce }: SteadyRequests): { stop(): Promise<Tally> } {
  const failures: string[] = [];
  const open = new Set<Promise<void>>();
  let sent = 0;
  let slowestMilliseconds = 0;
  let stopping = false;

  const one = async (count: number): Promise<void> => {
    const began = performance.now();
    try {
      if (!(await send(count))) failures.push(`request ${count} was answered, but not as it should be`);
    } catch (error) {
      failures.push(`request ${count}: ${error instanceof Error ? error.message : String(error)}`);
    }
    slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - began);
  };
  const running = (async () => {
    while (!stopping) {
      if (open.size < atOnce) {
        const request = one(sent).finally(() => open.delete(request));
        open.add(request);
        sent += 1;
      }
      await sleep(1000 / perSecond);
    }
    await Promise.all(open);
  })();

  return {
    async stop() {
      stopping = true;
      await running;
      return { sent, failures, slowestMilliseconds };
    },
  };
}
