import { escaped } from "./escape.ts";
import { asciiDigits, numberPattern } from "./numbers.ts";

const signs: Readonly<Record<string, string>> = {
  US$: "USD",
  A$: "AUD",
  C$: "CAD",
  "€": "EUR",
  "£": "GBP",
  $: "USD",
  "¥": "JPY",
  円: "JPY",
  "₹": "INR",
  "₽": "RUB",
  "₺": "TRY",
  "₪": "ILS",
  "₩": "KRW",
  zł: "PLN",
  Kč: "CZK",
  kr: "SEK",
  "د.إ": "AED",
  "ر.س": "SAR",
};
const codes = [
  "USD",
  "EUR",
  "GBP",
  "JPY",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "CZK",
  "CAD",
  "AUD",
  "INR",
  "ILS",
  "AED",
  "SAR",
];

const mark = [...Object.keys(signs), ...codes].map((one) => escaped(one)).join("|");
const number = numberPattern.source;
const gap = "[ \\u00a0\\u202f]?";
const scale = `(?:${gap}(?:thousand|million|billion|trillion|Mio\\.?|Mrd\\.?)(?!\\p{L}))?`;
const money = `(?:(?<!\\p{L})(?:${mark})${gap}${number}(?!\\p{N})${scale}|${number}${scale}${gap}(?:${mark})(?![\\p{L}\\d]))`;
const amounts = new RegExp(money, "gu");
const currencies = new RegExp(`(?<!\\p{L})(?:${codes.join("|")})(?!\\p{L})|${money}`, "gu");
const scales: readonly (readonly [RegExp, number])[] = [
  [/\d\s*thousand\b/i, 1e3],
  [/\d\s*(?:million|Mio)\b/i, 1e6],
  [/\d\s*(?:billion|Mrd)\b/i, 1e9],
  [/\d\s*trillion\b/i, 1e12],
];

/** Every amount of money in a text, as written. */
export function amountsIn(text: string): readonly string[] {
  return [...asciiDigits(text).matchAll(amounts)].map((match) =>
    text.slice(match.index, match.index + match[0].length),
  );
}

/** The ISO 4217 codes a text mentions, by code or by sign, in order; `$` alone is taken as USD. */
export function currenciesIn(text: string): readonly string[] {
  return [...asciiDigits(text).matchAll(currencies)].flatMap((match) => {
    const code = codes.find((one) => match[0].includes(one));
    const sign = Object.keys(signs).find((one) => match[0].includes(one));
    return code ?? (sign === undefined ? [] : (signs[sign] ?? []));
  });
}

/** How many times more a written number means than its digits: 1,000,000 for `1.34 million`, 1 without such a word. */
export function scaleOf(text: string): number {
  return scales.find(([pattern]) => pattern.test(asciiDigits(text)))?.[1] ?? 1;
}
