import { type DomElement, isElement, walk } from "../reduce/dom.ts";
import type { Entity } from "../reduce/entity.ts";
import { priceIn } from "../values/currencies.ts";
import { datesIn } from "../values/dates.ts";
import { withoutInvisible } from "../visible/invisible.ts";
import { isUnseen } from "../visible/visibility.ts";
import { pictureOf, resolved } from "./links.ts";

const MAX_VALUE = 400;
const MAX_ELEMENTS = 300;

const LABELLED = /^([^:|]{1,40}):\s+(\S.{0,200})$/;
const STOCK =
  /\b(?:in ?stock|out of stock|sold ?out|available|unavailable|not available|back-?ordered|auf lager|ausverkauft|lieferbar|en stock|épuisé|agotado|esaurito)\b/i;
const RATING = /(\d(?:[.,]\d)?)\s*(?:out of|\/|of|von|sur)\s*(?:5|10)\b|[★⭐]\s*(\d(?:[.,]\d)?)/;
const REVIEWS = /\(?(\d[\d.,]*)\)?\s*(?:reviews?|ratings?|votes?|bewertungen|avis)/i;

export type CardReading = {
  /** Where relative addresses begin. */
  readonly base: string;
  /** Whether a price, a title or a rating is known by its look where nothing names it. */
  readonly guessing: boolean;
};

/** One of several things alike on a page as a thing with properties: named by classes, labels, and what its parts are. */
export function readCard(card: DomElement, { base, guessing }: CardReading): Entity {
  const reader = new CardReader(base);
  walk(card, reader);
  if (guessing) reader.guess(seenText(card));
  return reader.thing();
}

/** What a reader sees of an element, in one line. */
export function seenText(element: DomElement): string {
  const parts: string[] = [];
  walk(element, {
    enter(node) {
      if (node.nodeType === 3) parts.push(node.textContent ?? "");
      if (!isElement(node) || (node !== element && isUnseen(node))) return "over";
      if (/^(?:br|p|div|li|td|h\d|dt|dd|section|article)$/.test(node.localName)) parts.push("\n");
      return "into";
    },
    leave(node) {
      if (/^(?:p|div|li|td|h\d|dt|dd|section|article)$/.test(node.localName)) parts.push("\n");
    },
  });
  return withoutInvisible(parts.join(""))
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

class CardReader {
  private readonly found = new Map<string, unknown[]>();
  private readonly base: string;
  private term: string | undefined;
  private seen = 0;

  constructor(base: string) {
    this.base = base;
  }

  enter(node: Parameters<typeof isElement>[0]): "into" | "over" {
    if (!isElement(node)) return "over";
    this.seen += 1;
    if (this.seen > MAX_ELEMENTS) return "over";
    if (node.localName === "img") this.add("image", resolved(pictureOf(node), this.base));
    if (isUnseen(node)) return "over";
    this.read(node);
    return "into";
  }

  thing(): Entity {
    return Object.fromEntries(
      [...this.found].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    );
  }

  guess(text: string): void {
    const lines = text.split("\n");
    for (const line of lines) {
      const [, label, value] = LABELLED.exec(line) ?? [];
      if (label && value) this.add(label, value);
    }
    const price = priceIn(text);
    this.add("price", price?.written);
    this.add("currency", price?.currency);
    this.add("availability", STOCK.exec(text)?.[0]);
    const date = datesIn(text)[0];
    if (date) this.add("date", text.slice(date.start, date.end));
    const rating = RATING.exec(text);
    this.add("rating", rating?.[1] ?? rating?.[2]);
    this.add("reviewCount", REVIEWS.exec(text)?.[1]);
    if (!this.found.has("title")) this.add("title", this.found.get("words of a link")?.[0] ?? lines[0]);
    this.add("description", lines.filter((line) => line.length >= 25).sort((a, b) => b.length - a.length)[0]);
  }

  private read(element: DomElement): void {
    const name = element.localName;
    const text = seenText(element).replaceAll("\n", " ");
    if (text.length > MAX_VALUE) return;
    if (/^h[1-6]$/.test(name)) this.add("title", text);
    if (name === "a") {
      this.add("url", resolved(element.getAttribute("href"), this.base));
      this.add("words of a link", text);
    }
    if (name === "time") {
      this.add("date", text);
      this.add("date", element.getAttribute("datetime"));
    }
    if (name === "dt") this.term = text;
    if (name === "dd" && this.term !== undefined) this.add(this.term, text);
    for (const property of namesOf(element)) this.add(property, text);
  }

  private add(name: string, value: unknown): void {
    if (value === undefined || value === null || value === "") return;
    const values = this.found.get(name);
    if (!values) this.found.set(name, [value]);
    else if (!values.includes(value)) values.push(value);
  }
}

/** What a page calls an element: its properties, and the words of its classes. */
function namesOf(element: DomElement): string[] {
  const classes = (element.getAttribute("class") ?? "")
    .split(/\s+/)
    .filter((name) => /^[a-z][a-z_-]{2,40}$/i.test(name));
  const last = classes.map((name) => name.split(/[-_]+/).at(-1) ?? name);
  const own = [
    element.getAttribute("itemprop"),
    element.getAttribute("data-field"),
    element.getAttribute("data-testid"),
  ];
  return [...new Set([...own.filter((name) => name !== null), ...classes.slice(0, 3), ...last.slice(0, 3)])];
}
