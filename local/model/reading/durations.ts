import { asciiDigits } from "./numbers.ts";

const secondsIn: Readonly<Record<string, number>> = { day: 86_400, hour: 3_600, minute: 60, second: 1 };
const unit = (word: string): string =>
  ({ d: "day", h: "hour", m: "minute", s: "second" })[word.charAt(0).toLowerCase()] ?? "second";
const amount = /(\d+(?:[.,]\d+)?)\s*(days?|hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?)(?![\p{L}])/giu;
const wantedUnits = ["day", "hour", "minute", "second"];

/** The length of time a text states (`1 h 20 min`), in the unit the property's words ask for; minutes where they name none. */
export function durationFrom({ text, words }: { text: string; words: readonly string[] }): number | undefined {
  const parts = [...asciiDigits(text).matchAll(amount)];
  if (parts.length === 0) return undefined;
  const seconds = parts.reduce(
    (sum, [, number = "0", word = "s"]) => sum + Number(number.replace(",", ".")) * (secondsIn[unit(word)] ?? 1),
    0,
  );
  const asked = wantedUnits.find((name) => words.some((word) => word === name || word === `${name}s`)) ?? "minute";
  return seconds / (secondsIn[asked] ?? 1);
}

/** Whether a property's words ask for a length of time. */
export function asksForDuration(words: readonly string[]): boolean {
  return words.some((word) => ["minutes", "minute", "hours", "hour", "seconds", "duration", "time"].includes(word));
}
