import { setImmediate as settled } from "node:timers/promises";

/** Many processes whose steps are taken one at a time, in an order that a seed decides, in a time of their own. */
export type Scheduler = {
  /** A number from 0 to just under 1. */
  chance(): number;
  /** Waits for this step's turn. */
  turn(): Promise<void>;
  sleep(milliseconds: number): Promise<void>;
  now(): number;
  /** Gives turns until all of these have ended, and returns what they gave. */
  run<Answer>(processes: readonly Promise<Answer>[]): Promise<PromiseSettledResult<Answer>[]>;
};

type Sleeper = { readonly until: number; readonly wake: () => void };

export function scheduler(seed: number): Scheduler {
  let state = seed * 2_654_435_761 + 1;
  let now = 1_795_000_000_000;
  const ready: (() => void)[] = [];
  let sleepers: Sleeper[] = [];
  const chance = () => {
    // A linear congruential generator is random enough for an order.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const wakeUntil = (time: number) => {
    now = Math.max(now, time);
    const due = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    ready.push(...due.map(({ wake }) => wake));
  };
  return {
    chance,
    now: () => now,
    turn: () => new Promise((resolve) => void ready.push(resolve)),
    sleep: (milliseconds) =>
      new Promise((wake) => void sleepers.push({ until: now + Math.max(milliseconds, 1), wake })),
    async run(processes) {
      let ended = false;
      const all = Promise.allSettled(processes).finally(() => {
        ended = true;
      });
      for (;;) {
        await settled();
        if (ended) return all;
        wakeUntil(now + Math.floor(chance() * 4));
        if (ready.length === 0) wakeUntil(Math.min(...sleepers.map(({ until }) => until)));
        const [next] = ready.splice(Math.floor(chance() * ready.length), 1);
        next?.();
      }
    },
  };
}
