/** Who failed lately, in the memory of one process. Times are epoch milliseconds. */
export type Cooldowns = {
  /** When `key` may be asked again; undefined when it may now. */
  until(key: string): number | undefined;
  /** Notes a failure, which is to count for `atLeast` milliseconds where the failing side said how long. */
  failed(key: string, atLeast?: number): void;
  succeeded(key: string): void;
};

export type CooldownOptions = {
  readonly now: () => number;
  /** After a first failure; every further one doubles it. */
  readonly firstMilliseconds?: number;
  readonly longestMilliseconds?: number;
  /** How many keys are remembered; the one that failed longest ago is forgotten first. */
  readonly keys?: number;
};

type Strikes = { readonly count: number; readonly until: number };

/** Cooldowns that double with every failure in a row up to a bound, and forget one failure for each such bound of quiet time. */
export function cooldowns(options: CooldownOptions): Cooldowns {
  const { now, firstMilliseconds = 5_000, longestMilliseconds = 120_000, keys = 100 } = options;
  const struck = new Map<string, Strikes>();
  const remaining = ({ count, until }: Strikes) => count - Math.floor(Math.max(0, now() - until) / longestMilliseconds);
  return {
    until(key) {
      const until = struck.get(key)?.until;
      return until !== undefined && until > now() ? until : undefined;
    },
    failed(key, atLeast = 0) {
      const before = struck.get(key);
      const count = Math.min(32, 1 + (before === undefined ? 0 : Math.max(0, remaining(before))));
      const own = Math.min(longestMilliseconds, firstMilliseconds * 2 ** (count - 1));
      struck.delete(key);
      struck.set(key, { count, until: now() + Math.min(longestMilliseconds, Math.max(own, atLeast)) });
      const [oldest] = struck.keys();
      if (struck.size > keys && oldest !== undefined) struck.delete(oldest);
    },
    succeeded: (key) => void struck.delete(key),
  };
}
