/** How an extracted text agrees with the expected one, in shares of all their shingles: found, too much, missing. */
export type Match = { readonly found: number; readonly surplus: number; readonly missing: number };

/** What a set of matches comes to; `f1` is the harmonic mean of the mean precision and the mean recall. */
export type Score = { readonly f1: number; readonly precision: number; readonly recall: number };

const SHINGLE = 4;

/** A word as Python's `\w+` sees it, which is what the article extraction benchmark counts in. */
const WORD = /[\p{L}\p{N}_]+/gu;

/** Compares two texts by their shingles of four words each, as the article extraction benchmark does: order within a page does not count, repetition does. */
export function matchShingles({ expected, actual }: { expected: string; actual: string }): Match {
  const left = shinglesOf(expected);
  let found = 0;
  let surplus = 0;
  for (const [shingle, count] of shinglesOf(actual)) {
    const wanted = left.get(shingle) ?? 0;
    found += Math.min(wanted, count);
    surplus += Math.max(0, count - wanted);
    left.set(shingle, Math.max(0, wanted - count));
  }
  const missing = [...left.values()].reduce((sum, count) => sum + count, 0);
  const all = Math.max(1, found + surplus + missing);
  return { found: found / all, surplus: surplus / all, missing: missing / all };
}

/** The score of many pages; pages without any text on a side do not count on that side. */
export function scoreOf(matches: readonly Match[]): Score {
  const precision = mean(matches.filter(some("surplus")).map(share("surplus")));
  const recall = mean(matches.filter(some("missing")).map(share("missing")));
  return { f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall };
}

function some(lack: "surplus" | "missing") {
  return (match: Match) => match.found + match[lack] > 0;
}

function share(lack: "surplus" | "missing") {
  return (match: Match) => match.found / (match.found + match[lack]);
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length);
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(WORD) ?? [];
  const counts = new Map<string, number>();
  if (words.length === 0) return counts;
  for (let at = 0; at < Math.max(1, words.length - SHINGLE + 1); at += 1) {
    const shingle = words.slice(at, at + SHINGLE).join(" ");
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}
