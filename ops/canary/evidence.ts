/** How often something happened in the requests of one version. */
export type Count = { readonly requests: number; readonly hits: number };

/** Both versions on the same traffic at the same time. */
export type Counts = { readonly current: Count; readonly next: Count };

/** Natural logarithm of what each stake has become, in the order of STAKES. */
export type Evidence = readonly number[];

/**
 * How many times worse than tolerated the new version's odds may be, and the part of the stake that is on it. Small
 * differences need the most traffic, so they have the larger part.
 */
const STAKES = [
  { worse: 1.08, part: 1 / 7 },
  { worse: 1.4, part: 3 / 7 },
  { worse: 2.5, part: 2 / 7 },
  { worse: 8, part: 1 / 7 },
] as const;

export const NO_EVIDENCE: Evidence = STAKES.map(({ part }) => Math.log(part));

/**
 * Evidence that hits are likelier in the new version, after one more batch. `tolerance` is what the new version's odds
 * may be worse by (0.1: a tenth). A batch in which one version had no request leaves the evidence as it was.
 *
 * Given how many hits a batch had, how they fall on the two versions depends on the versions' odds alone and not on the
 * unknown rate of the moment, so hits are what is counted, as in "Anytime-Valid Inference for Multinomial Count Data"
 * (Lindon, Malek). Requests are drawn without replacement; the binomial chances used here bound that from above
 * ("Probability Inequalities for Sums of Bounded Random Variables", Hoeffding, theorem 4; under a tolerance because such
 * a count is a sum of independent ones, "Limit theorems for the number of empty cells in an equiprobable scheme for group
 * allocation of particles", Vatutin, Mikhailov). So the expected factor of a batch is at most 1 while the new version is
 * not worse than tolerated, whatever the rate, the weight, and what was seen before. Within a batch both versions have to
 * get the same mixture of requests: what does not come through the same door belongs in a batch of its own.
 */
export function addEvidence({
  evidence,
  counts: { current, next },
  tolerance = 0,
}: {
  readonly evidence: Evidence;
  readonly counts: Counts;
  readonly tolerance?: number;
}): Evidence {
  const requests = current.requests + next.requests;
  if (current.requests === 0 || next.requests === 0) return evidence;
  const share = next.requests / requests;
  const hits = current.hits + next.hits;
  const tolerated = 1 + tolerance;
  return STAKES.map(({ worse }, at) => {
    const shrink = (1 - share + share * tolerated) / (1 - share + share * tolerated * worse);
    return (evidence[at] ?? 0) + next.hits * Math.log(worse) + hits * Math.log(shrink);
  });
}

/**
 * The e-value: what a stake of 1 has become. While the new version is not worse it reaches 1 / alpha at any time, however
 * often one looks, with chance alpha at most ("Étude critique de la notion de collectif", Ville).
 */
export function evidenceValue(evidence: Evidence): number {
  return evidence.reduce((sum, stake) => sum + Math.exp(stake), 0);
}
