import { months } from "./months.ts";
import { asciiDigits } from "./numbers.ts";

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const names = months
  .flat()
  .sort((one, other) => other.length - one.length)
  .join("|");
const year = "(?<year>(?:19|20)\\d{2})";
const day = "(?<day>\\d{1,2})";
const clock = "(?:[T ](?<clock>\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)(?<zone>Z|[+-]\\d{2}:?\\d{2})?)?";
const patterns = [
  `(?<!\\d)${year}-(?<month>\\d{2})-(?<day>\\d{2})(?!\\d)${clock}`,
  `(?<!\\d)${day}(?:st|nd|rd|th|er|\\.)?(?: de| of)? [بב]?(?<name>${names})\\.?,?(?: de)? ${year}(?!\\d)`,
  `(?<!\\p{L})(?<name>${names})\\.? ${day}(?:st|nd|rd|th)?,? ${year}(?!\\d)`,
  `(?<!\\d)${year}年(?<month>\\d{1,2})月(?<day>\\d{1,2})日`,
  `(?<![\\d.])${day}[./](?<month>\\d{1,2})[./]${year}(?![.]?\\d)`,
].map((source) => new RegExp(source, "giu"));

const pad = (value: number): string => String(value).padStart(2, "0");

const isReal = ({ year, month, day }: Day): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

function dayOf(groups: Readonly<Record<string, string | undefined>>): Day {
  const named = months.findIndex((list) => list.includes(groups.name?.toLowerCase() ?? ""));
  return { year: Number(groups.year), month: named >= 0 ? named + 1 : Number(groups.month), day: Number(groups.day) };
}

function matchesIn(text: string) {
  const ascii = asciiDigits(text).replaceAll("\u00a0", " ");
  return patterns
    .flatMap((pattern) => [...ascii.matchAll(pattern)])
    .map((match) => ({ match, day: dayOf(match.groups ?? {}) }))
    .filter(({ day }) => isReal(day))
    .sort((one, other) => one.match.index - other.match.index);
}

/** Every calendar date in a text, as written, in order of appearance. */
export function datesIn(text: string): readonly string[] {
  return matchesIn(text).map(({ match }) => text.slice(match.index, match.index + match[0].length));
}

/** The first date of a text as `YYYY-MM-DD`; day before month where only numbers are given. */
export function isoDay(text: string): string | undefined {
  const first = matchesIn(text)[0]?.day;
  return first && `${first.year}-${pad(first.month)}-${pad(first.day)}`;
}

/** The first date of a text as RFC 3339; midnight UTC where no time is given. */
export function isoMoment(text: string): string | undefined {
  const first = matchesIn(text)[0];
  if (first === undefined) return undefined;
  const { clock = "00:00:00", zone = "Z" } = first.match.groups ?? {};
  const time = clock.length === 5 ? `${clock}:00` : clock;
  const moment = `${isoDay(first.match[0])}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
  return Number.isNaN(Date.parse(moment)) ? undefined : moment;
}
