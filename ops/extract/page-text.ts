import { styleText } from "node:util";
import type { ExtractionResult } from "../../runtime/domain/result.ts";
import { printable, shortened, wrapped } from "../output/printable.ts";
import { type FieldRow, fieldRows } from "./field-rows.ts";

/** How much of the article's text is shown, in characters, and how wide a field's name may be. */
const MOST_TEXT = 600;
const MOST_NAME = 24;

export type PageText = {
  result: ExtractionResult;
  /** What its evidence points into. */
  text: string;
  /** Columns of the terminal. */
  width: number;
};

/** A result for a person: what page it is, its fields with where they stand, what has no support, how the article starts. */
export function pageText({ result, text, width }: PageText): string {
  const blocks = [
    heading(result, width),
    fields({ rows: fieldRows(result, text).filter((row) => !isInHeading(row, result)), width }),
    unsupported(result),
    cost(result),
    article(result, width),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function heading({ article }: ExtractionResult, width: number): string[] {
  if (article === undefined) return [];
  const { title, byline, published, language } = article;
  const facts = [byline, published, language]
    .filter((fact) => fact !== null)
    .map(printable)
    .join(" · ");
  return [
    ...wrapped(title === null ? "(no title)" : printable(title), width).map((line) => styleText("bold", line)),
    ...(facts === "" ? [] : [shortened(facts, width)]),
  ];
}

function isInHeading({ name, value }: FieldRow, { article }: ExtractionResult): boolean {
  return (["title", "byline", "published", "language"] as const).some(
    (fact) => name === fact && value === article?.[fact],
  );
}

function fields({ rows, width }: { rows: readonly FieldRow[]; width: number }): string[] {
  const names = Math.min(MOST_NAME, Math.max(0, ...rows.map(({ name }) => name.length)));
  const space = width - names - 2;
  return rows.flatMap(({ name, value, place }) => {
    const told = value === null ? styleText("dim", "–") : shortened(printable(String(value)), space);
    const label = shortened(printable(name), names).padEnd(names);
    return [`${label}  ${told}`, ...(place ? [`${" ".repeat(names)}  ${snippet(place, space)}`] : [])];
  });
}

/** The value as the page writes it, marked, in the words around it as far as there is room for them. */
function snippet({ before, text, after }: NonNullable<FieldRow["place"]>, width: number): string {
  const own = printable(text);
  const side = Math.floor((width - own.length - 4) / 2);
  if (side < 2) return styleText("underline", shortened(own, width));
  const left = [...printable(before)].slice(-side).join("") + (/\s$/.test(before) ? " " : "");
  const right = (/^\s/.test(after) ? " " : "") + [...printable(after)].slice(0, side).join("");
  return `${styleText("dim", `…${left}`)}${styleText("underline", own)}${styleText("dim", `${right}…`)}`;
}

function unsupported({ unsupported: pointers = [] }: ExtractionResult): string[] {
  if (pointers.length === 0) return [];
  return [
    styleText("yellow", "Answered, but nowhere in the page:"),
    ...pointers.map((pointer) => `  ${printable(pointer)}`),
  ];
}

function cost({ model, prompt, usage, cost: dollars }: ExtractionResult): string[] {
  if (model === undefined) return [];
  const tokens = usage ? [`${usage.inputTokens} tokens in, ${usage.outputTokens} out`] : [];
  const asked = prompt === undefined ? [] : [`prompt ${prompt}`];
  return [
    [model, ...asked, ...tokens, dollars === undefined ? "price not known" : `$${dollars.toFixed(6)}`].join(" · "),
  ];
}

function article({ article: found }: ExtractionResult, width: number): string[] {
  if (found === undefined || found.text === "") return [];
  const lines = shortened(found.text, MOST_TEXT).split("\n").map(printable);
  const shown = lines.filter((line) => line !== "").flatMap((line) => wrapped(line, width));
  return found.text.length <= MOST_TEXT
    ? shown
    : [...shown, styleText("dim", `(${found.text.length} characters in all; --json prints them)`)];
}
