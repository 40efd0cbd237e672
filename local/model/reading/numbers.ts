import { escaped } from "./escape.ts";
/** Numbers as people write them: grouped by comma, point, space or apostrophe, with either decimal mark. */
export const numberPattern =
  /[-−+]?(?<!\d[.,]?)(?:\d{1,3}(?:[ \u00a0\u202f'’]\d{3}){1,6}(?!\d)|\d{1,24}(?:[.,]\d{1,24}){0,8})(?:[.,]\d{1,24})?/u;

const easternDigits = /[٠-٩۰-۹０-９]/gu;

/** The same text with Arabic, Persian and full-width digits as ASCII digits; the length does not change. */
export function asciiDigits(text: string): string {
  return text.replace(easternDigits, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = [0x660, 0x6f0, 0xff10].find((start) => code >= start && code < start + 10) ?? code;
    return String(code - zero);
  });
}

function decimalMark(digits: string): "," | "." | undefined {
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
  const mark = comma >= 0 ? "," : ".";
  const parts = digits.split(mark);
  if (parts.length !== 2) return undefined;
  const groups = parts[1]?.length === 3 && (parts[0]?.length ?? 0) <= 3 && parts[0] !== "0";
  return groups && mark === "," ? undefined : mark;
}

/** The value of a written number: `1,234.50`, `1.234,50` and `1 234,50` are the same; NaN when there is none. */
export function numberFrom(text: string): number {
  const found = numberPattern.exec(asciiDigits(text))?.[0];
  if (found === undefined) return Number.NaN;
  const digits = found.replace(/[ \u00a0\u202f'’+]/gu, "").replace("−", "-");
  const mark = decimalMark(digits);
  const [whole = "", fraction = ""] =
    mark === undefined
      ? [digits]
      : [digits.slice(0, digits.lastIndexOf(mark)), digits.slice(digits.lastIndexOf(mark) + 1)];
  return Number(`${whole.replace(/[.,]/g, "")}.${fraction === "" ? "0" : fraction}`);
}

const isBreak = (gap: string): boolean => gap.length > 24 || /[·|;!?]|\. /.test(gap);

/** The written number nearest to one of the words, on the same line and not across a break. */
export function numberNear({
  lines,
  words,
}: {
  lines: readonly string[];
  words: readonly string[];
}): string | undefined {
  const mention = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map((word) => escaped(word)).join("|")})(?:s|es)?(?![\\p{L}\\p{N}])`,
    "giu",
  );
  for (const line of lines) {
    const numbers = [...asciiDigits(line).matchAll(new RegExp(numberPattern, "gu"))];
    if (numbers.length === 0) continue;
    const near = [...line.matchAll(mention)].flatMap((word) =>
      numbers.flatMap((number) => {
        const [start, end] = [number.index, number.index + number[0].length];
        const gap = start >= word.index ? line.slice(word.index + word[0].length, start) : line.slice(end, word.index);
        return isBreak(gap) ? [] : [{ distance: gap.length, text: line.slice(start, end) }];
      }),
    );
    const best = near.sort((one, other) => one.distance - other.distance)[0];
    if (best !== undefined) return best.text;
  }
  return undefined;
}
