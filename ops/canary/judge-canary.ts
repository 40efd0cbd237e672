import { badInput } from "../failure.ts";
import { type Batch, countsOf, type Measure, requireCounts, total } from "./batch.ts";
import { evidenceOf, evidenceOfFewerErrors } from "./batch-evidence.ts";
import type { CanaryStep } from "./steps.ts";
import { sought, trafficNeeded } from "./traffic-needed.ts";
import type { CanaryVerdict } from "./verdict.ts";
import { abortSentence, betterSentence, continueSentence, endSentence, promoteSentence } from "./verdict-text.ts";

/** What the new version's odds may be worse by: 0.1 is a tenth. */
export type Tolerance = Readonly<Record<Measure, number>>;

/** With more than this, what is looked for where half of all requests fail would hardly ever be found. */
const MOST_TOLERATED = 0.25;

/** Young instances run code that is not optimised yet and open their connections first: a little slower is not worse. */
export const TOLERANCE: Tolerance = { errors: 0, slow: MOST_TOLERATED };

export type CanaryQuestion = {
  /** Everything since the canary began, at whatever weights, in order. */
  readonly observed: readonly Batch[];
  readonly step: CanaryStep;
  /** Chance of an abort although the new version is not worse, over the whole canary and however often one looks. */
  readonly alpha?: number;
  /** Chance that a regression as large as the step names is found before the traffic counts as enough. */
  readonly power?: number;
  /** Each 0.25 at most. */
  readonly tolerance?: Tolerance;
  /**
   * The current version is known to be bad: fewer errors than it has promote the new one at once, and slow answers, which
   * may be what errors have become, are judged only when enough traffic has shown that there are no fewer errors.
   */
  readonly rollForward?: boolean;
};

/**
 * What to do with a canary after what was seen: abort on convincing evidence that the new version fails more often or is
 * slow more often than the current one, promote it to the next weight when that would have been found by now, else
 * continue. Each measure has half of alpha. Only the two versions are compared; no rate is too high in itself. Throws
 * `unreadable` for counts that cannot be, and bad input for a tolerance out of its range.
 */
export function judgeCanary({
  observed,
  step: { weight, regression },
  alpha = 0.05,
  power = 0.9,
  tolerance = TOLERANCE,
  rollForward = false,
}: CanaryQuestion): CanaryVerdict {
  requireCounts(observed);
  requireTolerance(tolerance);
  const threshold = 2 / alpha;
  const all = total(observed);
  const evidence = {
    errors: evidenceOf({ observed, measure: "errors", tolerance: tolerance.errors }),
    slow: evidenceOf({ observed, measure: "slow", tolerance: tolerance.slow }),
  };
  const abort = (measure: Measure): CanaryVerdict => {
    const counts = countsOf({ batch: all, measure });
    const sentence = abortSentence({ counts, measure, evidence: evidence[measure], threshold });
    return { verdict: "abort", measure, counts, threshold, evidence, sentence };
  };
  const better = evidenceOfFewerErrors(observed);
  if (rollForward && better >= threshold) {
    const counts = countsOf({ batch: all, measure: "errors" });
    return { verdict: "promote", evidence, sentence: betterSentence({ counts, evidence: better, threshold }) };
  }
  if (evidence.errors >= threshold) return abort("errors");
  const looked = regression === undefined ? undefined : sought({ all, regression, tolerance });
  const needed =
    looked === undefined ? 0 : trafficNeeded({ observed, sought: looked, weight, threshold, power, tolerance });
  const isSlowJudged = !rollForward || needed === 0;
  if (isSlowJudged && evidence.slow >= threshold) return abort("slow");
  if (looked === undefined) return { verdict: "promote", evidence, sentence: endSentence(all) };
  if (needed === 0) return { verdict: "promote", evidence, sentence: promoteSentence({ all, sought: looked, power }) };
  return { verdict: "continue", needed, evidence, sentence: continueSentence({ all, needed, weight, sought: looked }) };
}

function requireTolerance(tolerance: Tolerance): void {
  for (const [measure, part] of Object.entries(tolerance)) {
    if (part >= 0 && part <= MOST_TOLERATED) continue;
    const refused = `A tolerance of ${part} for ${measure} cannot be judged with.`;
    throw badInput(refused, `Give one from 0 to ${MOST_TOLERATED}.`);
  }
}
