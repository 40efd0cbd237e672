import { setTimeout as sleep } from "node:timers/promises";

export type Waiting<T> = {
  milliseconds: number;
  /** The answer once the condition holds; undefined before. */
  ask: () => Promise<T | undefined>;
};

const PAUSE_MILLISECONDS = 250;

/** Asks again and again until there is an answer; undefined when the time is over first. */
export async function waitUntil<T>({ milliseconds, ask }: Waiting<T>, signal: AbortSignal): Promise<T | undefined> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(PAUSE_MILLISECONDS, undefined, { signal });
  }
}
