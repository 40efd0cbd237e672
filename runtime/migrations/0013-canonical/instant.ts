import { Decimal, decimalParts } from "../plain/decimal.ts";
import type { Value } from "../plain/value.ts";

/** Reads an instant in epoch milliseconds, what is finer cut off; undefined for what is none. */
export type InstantReader = (value: Value | undefined) => number | undefined;

/** Digits of a decimal before its point that an instant in milliseconds may have. */
const MOST_POINT = 14;

const DECIMAL_TEXT = /^[0-9]+(?:\.[0-9]+)?$/;

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?$/;
const OFFSET = /^([+-])([0-9]{2}):([0-9]{2})$/;

const MINUTE = 60_000;

/** The first year that, with some offset, has an instant. */
const FIRST_YEAR = 1969;

/** What is less is seconds where a shape does not say which. */
const SECONDS_POINT = 11;

/** Number of epoch seconds. */
export const readSeconds: InstantReader = (value) => scaled(numberText(value), 3);

/** Number of epoch milliseconds. */
export const readMilliseconds: InstantReader = (value) => scaled(numberText(value), 0);

/** Number of epoch milliseconds, or its text. */
export const readMillisecondsText: InstantReader = (value) => scaled(numberText(value) ?? decimalText(value), 0);

/** Number or text; below 100,000,000,000 seconds, else milliseconds. */
export const readEither: InstantReader = (value) => {
  const text = numberText(value) ?? decimalText(value);
  const parts = text === undefined ? undefined : decimalParts(text);
  return parts && scaled(text, parts.point <= SECONDS_POINT ? 3 : 0);
};

/** `YYYY-MM-DDThh:mm:ss[.f…](Z or ±hh:mm)`. */
export const readIso: InstantReader = (value) =>
  typeof value === "string" && value.charAt(10) === "T" ? calendar(value, undefined) : undefined;

/** As ISO, with `T` or one space and UTC where no zone is given; or a number of epoch seconds. */
export const readSql: InstantReader = (value) => {
  if (typeof value !== "string") return readSeconds(value);
  const separator = value.charAt(10);
  return separator === "T" || separator === " " ? calendar(value, "Z") : undefined;
};

function numberText(value: Value | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return value instanceof Decimal ? value.digits : undefined;
}

function decimalText(value: Value | undefined): string | undefined {
  return typeof value === "string" && DECIMAL_TEXT.test(value) ? value : undefined;
}

function scaled(text: string | undefined, places: number): number | undefined {
  const parts = text === undefined ? undefined : decimalParts(text);
  if (parts === undefined || parts.negative) return undefined;
  const { digits, point } = parts;
  if (digits === "" || point + places <= 0) return 0;
  return point + places > MOST_POINT ? undefined : Number(digits.slice(0, point + places).padEnd(point + places, "0"));
}

function calendar(text: string, assumed: string | undefined): number | undefined {
  const [date, year, month, day] = numbersIn(DATE.exec(text.slice(0, 10)));
  const time = TIME.exec(text.slice(11));
  const [matched, hour, minute, second] = numbersIn(time);
  const zone = time?.[5] ?? assumed;
  if (date === undefined || matched === undefined || zone === undefined) return undefined;
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const offset = offsetOf(zone);
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const fraction = Number((time?.[4] ?? "").slice(0, 3).padEnd(3, "0"));
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, fraction) - offset;
  return instant >= 0 && instant < 10 ** MOST_POINT ? instant : undefined;
}

/** The first groups of a match as numbers; nothing where there is no match. */
function numbersIn(match: RegExpExecArray | null): readonly [string | undefined, number, number, number] {
  return [match?.[0], Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const [, sign, hours, minutes] = OFFSET.exec(zone) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}
