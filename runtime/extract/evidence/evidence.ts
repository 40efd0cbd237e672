import type { Evidence } from "../../domain/result.ts";
import { priceIn, signsOf } from "../values/currencies.ts";
import { datesIn, type WrittenDate } from "../values/dates.ts";
import { type Folded, fold } from "../values/folded.ts";
import { nameKey } from "../values/names.ts";
import { numberIn, numbersIn, type WrittenNumber } from "../values/numbers.ts";
import { type Statement, statementsIn } from "../values/truth.ts";

/** A plain value of an answer and the name it was asked for by. */
export type Claim = {
  readonly value: string | number | boolean;
  readonly name: string;
  /** Where the value before it in the same list stands; its own place is sought from there on. */
  readonly near?: number | undefined;
  /** Where the other values of the same thing in a list stand, from the first to the last. */
  readonly thing?: Evidence | undefined;
};

/** How many places of one value are compared. */
const MAX_PLACES = 200;

/** How far from a thing's other values an answer to yes or no may stand, in UTF-16 units. */
const REACH = 300;

const WORD = /[\p{L}\p{N}]/u;
const PART = /[\p{L}\p{N}\p{M}_]/u;
const IDENTIFIER = /^[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)+$|^\p{L}\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u;

/** Finds where values stand in one reduced text: as written, else by their words, their number, their day or their currency. */
export class EvidenceFinder {
  private readonly text: string;
  private folding: Folded | undefined;
  private numbers: WrittenNumber[] | undefined;
  private dates: WrittenDate[] | undefined;
  private readonly statements = new Map<string, Statement[]>();

  constructor(text: string) {
    this.text = text;
  }

  /** The place of a value, one beside its name before any other; undefined where the text does not support it. */
  find(claim: Claim): Evidence | undefined {
    const { value } = claim;
    if (typeof value === "boolean") return this.findTruth(value, claim);
    return this.best(typeof value === "number" ? this.numberPlaces(value) : this.textPlaces(value), claim);
  }

  private textPlaces(value: string): readonly Evidence[] {
    const exact = placesOf(this.text, value.trim());
    const written = exact.length > 0 ? exact : this.foldedPlaces(value);
    if (written.length > 0) return written;
    if (/^[-+]?\d[\d.,'’\s]*$/.test(value)) return this.numberPlaces(numberIn(value));
    const others = [() => this.datePlaces(value), () => this.pricePlaces(value), () => this.currencyPlaces(value)];
    const found = others.map((places) => places()).find((places) => places.length > 0);
    return found ?? (IDENTIFIER.test(value) ? this.foldedPlaces(wordsOf(value)) : []);
  }

  private numberPlaces(value: number | undefined): readonly WrittenNumber[] {
    this.numbers ??= numbersIn(this.text);
    return this.numbers.filter(({ values }) => values.some((written) => written === value)).slice(0, MAX_PLACES);
  }

  private datePlaces(value: string): Evidence[] {
    const days = value.length <= 60 ? datesIn(value).flatMap((date) => date.days) : [];
    if (days.length !== 1) return [];
    this.dates ??= datesIn(this.text);
    return this.dates.filter((date) => days.some((day) => date.days.includes(day)));
  }

  /** Where the amount of a price stands with its currency, in whichever order. */
  private pricePlaces(value: string): Evidence[] {
    const price = priceIn(value);
    if (!price || price.written.length < value.trim().length) return [];
    const signs = [price.currency, ...signsOf(price.currency)];
    return this.numberPlaces(numberIn(value)).flatMap(({ start, end }) => {
      const before = /\S*\s?$/.exec(this.text.slice(Math.max(0, start - 8), start))?.[0] ?? "";
      const after = /^\s?\S*/.exec(this.text.slice(end, end + 8))?.[0] ?? "";
      const signed = signs.find((sign) => before.trim() === sign || after.trim().replace(/[.,;:)]+$/, "") === sign);
      if (signed === undefined) return [];
      return [before.trim() === signed ? { start: start - before.length, end } : { start, end: end + after.length }];
    });
  }

  /** Where a currency's own sign stands beside an amount. */
  private currencyPlaces(value: string): Evidence[] {
    return signsOf(value.trim()).flatMap((sign) =>
      everyPlace(this.text, sign).filter(
        ({ start, end }) =>
          /\d\s?$/.test(this.text.slice(Math.max(0, start - 2), start)) || /^\s?\d/.test(this.text.slice(end, end + 2)),
      ),
    );
  }

  private foldedPlaces(value: string): Evidence[] {
    this.folding ??= fold(this.text);
    const { text, origin } = this.folding;
    const sought = fold(value).text.trim();
    return placesOf(text, sought)
      .map(({ start, end }) => ({ start: origin[start] ?? 0, end: origin[end] ?? this.text.length }))
      .filter(({ start, end }) => fold(this.text.slice(start, end)).text.trim() === sought);
  }

  private findTruth(value: boolean, { name, thing }: Claim): Evidence | undefined {
    const all = this.statements.get(name) ?? statementsIn(this.text, name);
    this.statements.set(name, all);
    const labelled = all.find((statement) => statement.labelled && statement.truth === value);
    const said = thing ? nearestTo(all, thing) : (labelled ?? all.find((statement) => !statement.labelled));
    return said?.truth === value ? { start: said.start, end: said.end } : undefined;
  }

  private best(places: readonly Evidence[], { name, near }: Claim): Evidence | undefined {
    const key = nameKey(name);
    const labelled = key === "" ? [] : places.filter(({ start }) => this.labelBefore(start).endsWith(key));
    const among = labelled.length > 0 ? labelled : places;
    const place = near === undefined ? among[0] : nearest(among, near);
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

/** The statement that stands among a thing's other values, or most closely after them, or right before. */
function nearestTo(statements: readonly Statement[], { start, end }: Evidence): Statement | undefined {
  return (
    statements.find((statement) => statement.start >= start && statement.end <= end) ??
    statements.find((statement) => statement.start >= end && statement.start - end <= REACH) ??
    statements.findLast((statement) => statement.end <= start && start - statement.end <= REACH / 4)
  );
}

/** `in_stock` and `InStock` as their words. */
function wordsOf(identifier: string): string {
  return identifier.replace(/[_-]/g, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
}

/** Where a text contains another as whole words. */
function placesOf(text: string, sought: string): Evidence[] {
  if (!WORD.test(sought)) return [];
  return everyPlace(text, sought).filter(({ start, end }) => !joins(text, start) && !joins(text, end));
}

function everyPlace(text: string, sought: string): Evidence[] {
  const places: Evidence[] = [];
  for (let at = text.indexOf(sought); at >= 0 && places.length < MAX_PLACES; at = text.indexOf(sought, at + 1)) {
    places.push({ start: at, end: at + sought.length });
  }
  return places;
}

/** Whether a position stands inside a word, or inside a number with its separators. */
function joins(text: string, at: number): boolean {
  if (PART.test(characterBefore(text, at)) && PART.test(characterAt(text, at))) return true;
  return (
    /\d[.,'’]\d/.test(text.slice(Math.max(0, at - 2), at + 1)) ||
    /^\d[.,'’]\d/.test(text.slice(Math.max(0, at - 1), at + 2))
  );
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? characterAt(text, at - 2) : (text[at - 1] ?? "");
}
