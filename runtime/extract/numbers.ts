/** A number as a page writes it. */
export type WrittenNumber = { readonly start: number; readonly end: number; readonly values: readonly number[] };

const NUMBER = /\d{1,3}(?:([ \u00a0\u202f'’.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?/g;

/** The numbers in a text, each with every value its spelling can have: `1.299` is one thousand and some, or one and some. */
export function numbersIn(text: string): WrittenNumber[] {
  return Array.from(text.matchAll(NUMBER), (match) => {
    const [spelling, grouping] = match;
    const negative = /(?:^|[^\p{L}\p{N}])[-−]$/u.test(text.slice(Math.max(0, match.index - 2), match.index));
    const values = valuesOf(spelling, grouping).map((value) => (negative ? -value : value));
    return { start: match.index - (negative ? 1 : 0), end: match.index + spelling.length, values };
  });
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
