/** A number that no double says exactly, as its digits without exponent. */
export class Decimal {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** A decimal value: 0.DIGITS × 10^point, without zeros at either end of the digits; zero has no digits. */
export type DecimalParts = { readonly negative: boolean; readonly digits: string; readonly point: number };

const NUMBER = /^(-?)0*([0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/** A number that is this short is said exactly by its double, and printed again with the same value. */
const SAFE_DIGITS = 15;

/** What DynamoDB's numbers can say. */
const MOST_DIGITS = 38;
const LEAST_POINT = -129;
const MOST_POINT = 126;

/** The decimal value of a number as JSON or ECMAScript writes it; undefined for what is no number. */
export function decimalParts(token: string): DecimalParts | undefined {
  const [matched, sign, whole = "", fraction = "", exponent = "0"] = NUMBER.exec(token) ?? [];
  if (matched === undefined || matched === "" || matched === "-") return undefined;
  const all = whole + fraction;
  let first = 0;
  while (all.charCodeAt(first) === 48) first += 1;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === 48) last -= 1;
  if (first === last) return { negative: false, digits: "", point: 0 };
  return { negative: sign === "-", digits: all.slice(first, last), point: whole.length - first + Number(exponent) };
}

/**
 * The exact value of a JSON number: a double where that one prints with the same decimal value, else its digits. Undefined
 * for more than 38 significant digits and for what lies outside 1E-130 to 9.9…E+125. There is no negative zero.
 */
export function exactNumber(token: string): number | Decimal | undefined {
  if (token.length <= SAFE_DIGITS && /^-?[0-9]+$/.test(token)) return Number(token) || 0;
  const parts = decimalParts(token);
  if (parts === undefined) return undefined;
  const { digits, point } = parts;
  if (digits === "") return 0;
  if (digits.length > MOST_DIGITS || point < LEAST_POINT || point > MOST_POINT) return undefined;
  const double = Number(token);
  if (digits.length <= SAFE_DIGITS) return double;
  const printed = decimalParts(String(double));
  if (printed?.digits === digits && printed.point === point) return double;
  return new Decimal(plainDigits(parts));
}

/** A number's digits without exponent; the text itself where it is no number. */
export function digitsOf(token: string): string {
  const parts = decimalParts(token);
  return parts === undefined ? token : plainDigits(parts);
}

function plainDigits({ negative, digits, point }: DecimalParts): string {
  const sign = negative ? "-" : "";
  if (digits === "") return "0";
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(point, "0")}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
