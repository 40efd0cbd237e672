import { badInput } from "../failure.ts";

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000 };
const MOST_MILLISECONDS = 30 * 60_000;

/** Milliseconds of `90s` or `2m`; a sentence for what is no such time, or one that is out of reason. */
export function patience(text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,5})(s|m)$/.exec(text) ?? [];
  const milliseconds = Number(digits) * (UNITS[unit] ?? 0);
  if (milliseconds > 0 && milliseconds <= MOST_MILLISECONDS) return milliseconds;
  throw badInput(`--timeout is "${text}", which is no time from 1s to 30m.`, "Write it like this: --timeout 120s");
}
