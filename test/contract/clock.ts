/** A clock that stands still until it is told to go on; starts at a round time in November 2026. */
export type Clock = { now(): number; pass(milliseconds: number): void };

export function clock(start = 1_795_000_000_000): Clock {
  let at = start;
  return {
    now: () => at,
    pass(milliseconds) {
      at += milliseconds;
    },
  };
}
