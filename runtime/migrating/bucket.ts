/** Units spent are looked at over so long, a little longer than the 5 s the cap is judged by: an answer comes later than its write. */
const WINDOW = 5_080;
/** Milliseconds until it is looked again whether writes on their way have landed. */
const LANDING = 10;
const JUDGED = 5_000;
/** What may be spent within a window, of what the cap allows within 5 s. */
const WITHIN = 1.03;
/** Milliseconds of the rate that may be saved up. */
const SAVED = 500;
/** Units a second that throttling leaves in any case, of a cap that allows as many. */
const LEAST = 25;
const HALVED_AT_MOST_EVERY = 1_000;
/** The share of the cap, or of the rate itself, that is won back each second without throttling. */
const RECOVERY = 0.1;

/** Spendings of so many milliseconds are kept as one. */
const GRAIN = 25;

type Spending = { readonly from: number; at: number; units: number };

/** What of a rate is left; all times are milliseconds on one clock that never goes back. */
export type Bucket = {
  /** Milliseconds until so many units may be spent; 0 for now. */
  wait(units: number, at: number): number;
  /** Spends them, and gives back how to say what they really were once they have landed. */
  spend(units: number, at: number): (real: number, landedAt: number) => void;
  /** The table has refused a write for going too fast. */
  throttled(at: number): void;
  /** Units a second; Infinity for no cap. */
  limit(cap: number, at: number): void;
  rate(at: number): number;
};

/** A token bucket whose spending within any 5 s is bounded as well, and whose rate halves when throttled and recovers. */
export function makeBucket(start: { readonly cap: number; readonly at: number }): Bucket {
  let cap = start.cap;
  let rate = start.cap;
  let tokens = 0;
  let filledAt = start.at;
  let halvedAt = Number.NEGATIVE_INFINITY;
  let spendings: Spending[] = [];
  let flying = 0;

  const grainOf = (at: number): Spending => {
    const last = spendings.at(-1);
    if (last !== undefined && at - last.from < GRAIN) return last;
    const next = { from: at, at, units: 0 };
    spendings.push(next);
    return next;
  };
  const spentSince = (since: number) => spendings.reduce((sum, { at, units }) => (at > since ? sum + units : sum), 0);
  const pass = (at: number) => {
    const seconds = Math.max(0, at - filledAt) / 1_000;
    filledAt = Math.max(at, filledAt);
    if (rate < cap) rate = Math.min(cap, rate + seconds * RECOVERY * Math.max(rate, cap === Infinity ? LEAST : cap));
    tokens = rate === Infinity ? Infinity : Math.min((rate * SAVED) / 1_000, tokens + seconds * rate);
    if ((spendings[0]?.at ?? at) <= at - 2 * WINDOW) spendings = spendings.filter((one) => one.at > at - WINDOW);
  };
  const windowWait = (units: number, at: number) => {
    let over = spentSince(at - WINDOW) + flying + units - ((cap * JUDGED) / 1_000) * WITHIN;
    const within = spendings.filter((one) => one.at > at - WINDOW);
    for (const one of within) {
      if (over <= 0) return 0;
      over -= one.units;
      if (over <= 0) return one.at + WINDOW - at;
    }
    if (over <= 0) return 0;
    if (flying > 0) return LANDING;
    // What is more than the whole window allows goes alone.
    const last = within.at(-1);
    return last === undefined ? 0 : last.at + WINDOW - at;
  };

  return {
    wait(units, at) {
      pass(at);
      if (rate === Infinity) return 0;
      const wanted = Math.min(units, (rate * SAVED) / 1_000);
      const forTokens = ((wanted - tokens) / rate) * 1_000;
      return Math.max(0, Math.ceil(Math.max(forTokens, cap === Infinity ? 0 : windowWait(units, at))));
    },
    spend(units, at) {
      pass(at);
      tokens -= units;
      flying += units;
      return (real, landedAt) => {
        tokens -= real - units;
        flying -= units;
        const spending = grainOf(landedAt);
        spending.at = Math.max(spending.at, landedAt);
        spending.units += real;
      };
    },
    throttled(at) {
      pass(at);
      if (at - halvedAt < HALVED_AT_MOST_EVERY) return;
      halvedAt = at;
      const was = rate === Infinity ? spentSince(at - 1_000) : rate;
      rate = Math.max(Math.min(LEAST, cap), was / 2);
      tokens = 0;
    },
    limit(next, at) {
      pass(at);
      if (next === cap) return;
      const slowed = rate < cap;
      cap = next;
      rate = slowed ? Math.min(rate, cap) : cap;
      if (tokens === Infinity) tokens = 0;
    },
    rate(at) {
      pass(at);
      return rate;
    },
  };
}
