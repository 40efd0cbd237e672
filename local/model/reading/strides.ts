import { datesIn } from "./dates.ts";
import type { Line } from "./lines.ts";
import { amountsIn } from "./money.ts";
import { type Scope, scopeOf } from "./page-text.ts";

const looks = [amountsIn, datesIn];

function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 1;
}

/** Cards without marks between them: each begins one line above a line that is nothing but an amount of money, or nothing but a date. */
export function stridesOf(lines: readonly Line[]): readonly (readonly Scope[])[] {
  const full = lines.filter((line) => line.text !== "");
  return looks.flatMap((within) => {
    const starts = full.flatMap((line, index) => (index > 0 && within(line.text)[0] === line.text ? [index - 1] : []));
    if (starts.length < 2) return [];
    const usual = commonest(starts.slice(1).map((start, place) => start - (starts[place] ?? 0)));
    return [starts.map((start, place) => scopeOf(full.slice(start, starts[place + 1] ?? start + usual)))];
  });
}
