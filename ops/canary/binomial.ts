/** Chances of `from`, `from` + 1, … hits; what is left out on both sides is below one in a million million of the likeliest. */
export type Chances = { readonly from: number; readonly chances: readonly number[] };

const NEGLIGIBLE = 1e-12;

/** The binomial distribution around its mode, for a rate above 0 and below 1. */
export function binomialChances({ requests, rate }: { readonly requests: number; readonly rate: number }): Chances {
  const odds = rate / (1 - rate);
  const mode = Math.min(requests, Math.floor((requests + 1) * rate));
  const below: number[] = [];
  for (let hits = mode, chance = 1; hits > 0; hits -= 1) {
    chance *= hits / ((requests - hits + 1) * odds);
    if (chance < NEGLIGIBLE) break;
    below.push(chance);
  }
  const above: number[] = [];
  for (let hits = mode, chance = 1; hits < requests; hits += 1) {
    chance *= ((requests - hits) * odds) / (hits + 1);
    if (chance < NEGLIGIBLE) break;
    above.push(chance);
  }
  const relative = [...below.toReversed(), 1, ...above];
  const total = relative.reduce((sum, chance) => sum + chance, 0);
  return { from: mode - below.length, chances: relative.map((chance) => chance / total) };
}
