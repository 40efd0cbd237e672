import type { Evidence } from "../domain/result.ts";
import { datesIn, type WrittenDate } from "./dates.ts";
import { type Folded, fold } from "./folded.ts";
import { kindredKeys, nameKey } from "./names.ts";
import { numbersIn, type WrittenNumber } from "./numbers.ts";

/** A plain value of an answer and the name it was asked for by. */
export type Claim = {
  value: string | number | boolean;
  name: string;
  /** Where the value before it in the same list stands; its own place is sought from there on. */
  near?: number | undefined;
};

/** How many places of one value are compared. */
const MAX_PLACES = 200;

const WORD = /[\p{L}\p{N}]/u;
const TRUTH: readonly (readonly [value: boolean, words: RegExp])[] = [
  [true, /(?<![\p{L}\p{N}])(?:yes|true|ja|oui|sí|si|available|included|in ?stock)(?![\p{L}\p{N}])/iu],
  [false, /(?<![\p{L}\p{N}])(?:no|false|nein|non|not|unavailable|excluded|out ?of ?stock|sold ?out)(?![\p{L}\p{N}])/iu],
];

/** Finds where values stand in one reduced text: as written, else by their words, their number or their day. */
export class EvidenceFinder {
  private readonly text: string;
  private folding: Folded | undefined;
  private numbers: WrittenNumber[] | undefined;
  private dates: WrittenDate[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The place of a value, one beside its name before any other; undefined where the text does not support it. */
  find(claim: Claim): Evidence | undefined {
    const { value, name } = claim;
    if (typeof value === "boolean") return this.findTruth(value, name);
    return this.best(typeof value === "number" ? this.numberPlaces(value) : this.textPlaces(value), claim);
  }

  private textPlaces(value: string): readonly Evidence[] {
    const exact = placesOf(this.text, value.trim());
    const written = exact.length > 0 ? exact : this.foldedPlaces(value);
    if (written.length > 0) return written;
    const number = /^[-+]?[\d.,'\s]+$/.test(value) ? numbersIn(value)[0]?.values[0] : undefined;
    return number === undefined ? this.datePlaces(value) : this.numberPlaces(number);
  }

  private numberPlaces(value: number): Evidence[] {
    this.numbers ??= numbersIn(this.text);
    return this.numbers.filter(({ values }) => values.includes(value)).slice(0, MAX_PLACES);
  }

  private datePlaces(value: string): Evidence[] {
    const days = value.length <= 60 ? datesIn(value).flatMap((date) => date.days) : [];
    if (days.length !== 1) return [];
    this.dates ??= datesIn(this.text);
    return this.dates.filter((date) => days.some((day) => date.days.includes(day)));
  }

  private foldedPlaces(value: string): Evidence[] {
    this.folding ??= fold(this.text);
    const { text, origin } = this.folding;
    return placesOf(text, fold(value).text.trim()).map(({ start, end }) => ({
      start: origin[start] ?? 0,
      end: origin[end] ?? this.text.length,
    }));
  }

  private findTruth(value: boolean, name: string): Evidence | undefined {
    const keys = kindredKeys(name);
    const words = TRUTH.find(([truth]) => truth === value)?.[1];
    for (const { start, line } of linesOf(this.text)) {
      const label = /^([^:|]{1,80})(?::| \|)/.exec(line)?.[1];
      const named = label !== undefined && keys.some((key) => key !== "" && nameKey(label).endsWith(key));
      const match = named ? words?.exec(line.slice(label.length)) : undefined;
      if (label && match) {
        const from = start + label.length + match.index;
        return { start: from, end: from + match[0].length };
      }
    }
    return undefined;
  }

  private best(places: readonly Evidence[], { name, near }: Claim): Evidence | undefined {
    const key = nameKey(name);
    const labelled = key === "" ? undefined : places.find(({ start }) => this.labelBefore(start).endsWith(key));
    const place = labelled ?? (near === undefined ? places[0] : nearest(places, near));
    return place && { start: place.start, end: place.end };
  }

  /** The key of what stands before a position in its line, up to the separator before that. */
  private labelBefore(position: number): string {
    const line = this.text.slice(Math.max(this.text.lastIndexOf("\n", position - 1) + 1, position - 100), position);
    return nameKey(line.split(/[:|]/).findLast((part) => WORD.test(part)) ?? "");
  }
}

/** The place that follows a position most closely; one before it only where none follows. */
function nearest(places: readonly Evidence[], position: number): Evidence | undefined {
  return places.find(({ start }) => start >= position) ?? places.at(-1);
}

/** Where a text contains another as whole words. */
function placesOf(text: string, sought: string): Evidence[] {
  const places: Evidence[] = [];
  if (!WORD.test(sought)) return places;
  for (let at = text.indexOf(sought); at >= 0 && places.length < MAX_PLACES; at = text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    if (!joins(text, at) && !joins(text, end)) places.push({ start: at, end });
  }
  return places;
}

/** Whether a position stands inside a word, or inside a number with its separators. */
function joins(text: string, at: number): boolean {
  if (WORD.test(text[at - 1] ?? "") && WORD.test(text[at] ?? "")) return true;
  return (
    /\d[.,'’]\d/.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    /^\d[.,'’]\d/.test(text.slice(Math.max(0, at - 1), at + 2))
  );
}

function* linesOf(text: string): Generator<{ start: number; line: string }> {
  let start = 0;
  for (const line of text.split("\n")) {
    yield { start, line };
    start += line.length + 1;
  }
}
