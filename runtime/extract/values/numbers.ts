/** A number as a page writes it. */
export type WrittenNumber = { readonly start: number; readonly end: number; readonly values: readonly number[] };

const NUMBER = /\d{1,3}(?:([ \u00a0\u202f'’.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?/g;

/** What may stand right before a number although it is made of letters: the currency, or what it counts from. */
const CURRENCY = /(?:^|[^\p{L}\p{N}])(?:[A-Z]{3}|Rs\.?|kr\.?|Fr\.?|R|US|CA?|AU?|NZ|HK)$/u;

/** Words that multiply the number before them. */
const SCALES: readonly (readonly [words: RegExp, factor: number])[] = [
  [/^\s?(?:thousand|tausend|mille|k)(?![\p{L}\p{N}])/iu, 1e3],
  [/^\s?(?:million|millions|millionen|mio\.?|mn|m)(?![\p{L}\p{N}])/iu, 1e6],
  [/^\s?(?:billion|billions|milliarden?|mrd\.?|bn)(?![\p{L}\p{N}])/iu, 1e9],
];

/**
 * The numbers in a text, each with every value its spelling can have: `1.299` is one thousand and some, or one and some.
 * Digits inside of a word, of a version or of an address are no numbers.
 */
export function numbersIn(text: string): WrittenNumber[] {
  const found: WrittenNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [spelling, grouping] = match;
    const before = text.slice(Math.max(0, match.index - 5), match.index);
    const after = text.slice(match.index + spelling.length, match.index + spelling.length + 14);
    if (/\d[.,]$/.test(before) || /^[.,]\d/.test(after)) continue;
    if (/[\p{L}\p{M}_]$/u.test(before) && !CURRENCY.test(before)) continue;
    const negative = /(?:^|[^\p{L}\p{N}])[-−]$/u.test(before);
    const values = valuesOf(spelling, grouping).map((value) => (negative ? -value : value));
    const start = match.index - (negative ? 1 : 0);
    const end = match.index + spelling.length;
    found.push({ start, end, values });
    for (const [words, factor] of SCALES) {
      const scale = words.exec(after)?.[0];
      if (scale) found.push({ start, end: end + scale.length, values: values.map((value) => rounded(value * factor)) });
    }
  }
  return found;
}

/** The first number in a text, read as its spelling most likely means it; undefined where it has none. */
export function numberIn(text: string): number | undefined {
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text.trim())) return Number(text);
  return numbersIn(text)[0]?.values[0];
}

function valuesOf(spelling: string, grouping: string | undefined): number[] {
  if (grouping === undefined) return [Number(spelling.replace(",", "."))];
  const whole = Number(spelling.replaceAll(grouping, "").replace(",", "."));
  const once = spelling.split(grouping).length === 2 && /^[.,]$/.test(grouping) && !/[.,].*[.,]/.test(spelling);
  return once ? [whole, Number(spelling.replace(",", "."))] : [whole];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
