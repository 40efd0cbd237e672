import { setTimeout as sleep } from "node:timers/promises";

export type Waiting<T> = {
  milliseconds: number;
  /** Between two questions; a quarter of a second unless it is said. */
  pauseMilliseconds?: number | undefined;
  /** The answer once the condition holds; undefined before. */
  ask: () => Promise<T | undefined>;
};

const PAUSE_MILLISECONDS = 250;

/** Asks again and again until there is an answer; undefined when the time is over first. */
export async function waitUntil<T>(waiting: Waiting<T>, signal: AbortSignal): Promise<T | undefined> {
  const { milliseconds, pauseMilliseconds = PAUSE_MILLISECONDS, ask } = waiting;
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}
