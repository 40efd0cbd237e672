import { badInput } from "../failure.ts";

const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const AGE = /^(\d{1,6})([smhd])$/;
/** A day, or a moment with its offset: without one, a moment would depend on the machine that reads it. */
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

const FIX = "Say how long ago, like 30s, 10m, 2h or 1d, or a moment in the past, like 2026-11-21T14:05:00Z.";

export type SinceArgs = {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** The moment `--since` names, in epoch milliseconds; `badInput` for another form and for a moment still to come. */
export function sinceInstant({ text, now }: SinceArgs): number {
  const at = aged(text, now) ?? moment(text);
  if (at === undefined) throw badInput(`--since cannot be ${JSON.stringify(text)}.`, FIX);
  if (at > now) throw badInput(`--since ${text} is still to come.`, FIX);
  return Math.max(0, at);
}

function aged(text: string, now: number): number | undefined {
  const [, count, unit] = AGE.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return now - Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}

function moment(text: string): number | undefined {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  // A date like 30 February is taken for one in March.
  const isDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10)) === true;
  return Number.isNaN(at) || !isDay ? undefined : at;
}
