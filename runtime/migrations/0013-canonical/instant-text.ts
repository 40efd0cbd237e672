import type { Value } from "../plain/value.ts";

/** How a shape writes an instant in epoch milliseconds. */
export type InstantWriter = (instant: number) => Value;

/** What is less would be read as seconds. */
const LEAST_MILLISECONDS = 100_000_000_000;

export const writeMilliseconds: InstantWriter = (instant) => instant;

export const writeDigits: InstantWriter = (instant) => String(instant);

/** At most fourteen digits: the quotient is the double next to the exact value, and prints as that. */
export const writeSeconds: InstantWriter = (instant) => instant / 1_000;

/** `YYYY-MM-DDThh:mm:ss.mmmZ`. */
export function isoText(instant: number): string {
  return new Date(instant).toISOString();
}

/** `YYYY-MM-DD hh:mm:ss`, with `.mmm` if the milliseconds are not 0. */
export const writeSql: InstantWriter = (instant) =>
  isoText(instant)
    .replace("T", " ")
    .replace(/(?:\.000)?Z$/, "");

/** Whole seconds if the milliseconds are 0, else milliseconds where they are read as such, else seconds with three decimals. */
export const writeEither: InstantWriter = (instant) => {
  if (instant % 1_000 === 0) return String(instant / 1_000);
  return instant >= LEAST_MILLISECONDS ? String(instant) : (instant / 1_000).toFixed(3);
};
