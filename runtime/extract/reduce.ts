import type { Article } from "../domain/result.ts";
import { parseDocument } from "./dom.ts";
import { readFacts } from "./facts.ts";
import { headerOf } from "./header.ts";
import { type Line, readLines } from "./lines.ts";
import type { Page } from "./page.ts";
import { readArticle } from "./readable.ts";
import { readStructured, type Structured } from "./structured.ts";
import { surroundingsOf } from "./surroundings.ts";

/** The longest text a page is reduced to, in UTF-16 units: about 30,000 tokens. */
export const MAX_TEXT = 120_000;

/** A page as extraction reads it. */
export type Reduced = {
  /** What the page says of itself, a line each, an empty line, then its visible text; evidence points into this. */
  readonly text: string;
  readonly article: Article;
  readonly structured: Structured;
};

/** Below this much text outside of links a page is a listing, whose links are its content. */
const PROSE = 1_000;

/** Reduces a page to what a reader sees of it and what it says of itself. Pure; time is bounded by cutting very large pages. */
export function reducePage(page: Pick<Page, "html" | "contentType">): Reduced {
  if (page.contentType === "text/plain") return reducePlainText(page.html);
  const document = parseDocument(page.html);
  const structured = readStructured(document);
  const facts = readFacts({ document, structured });
  const lines = readLines(document.body, surroundingsOf(document));
  const readable = readArticle(document);
  const body = content(lines);
  const { description: _, ...known } = { ...facts, byline: facts.byline ?? readable?.byline ?? null };
  const header = headerOf({ facts: { ...facts, ...known }, structured });
  return {
    text: `${header}${body}`.slice(0, MAX_TEXT),
    article: { ...known, text: (readable?.text ?? body).slice(0, MAX_TEXT) },
    structured,
  };
}

/** The lines that belong to the content: without surroundings and, beside enough prose, without runs of links. */
function content(lines: readonly Line[]): string {
  const own = lines.filter((line) => !line.aside);
  const kept = length(own) > 0 ? own : lines;
  const prose = kept.filter((line) => !isLink(line));
  const chosen = length(prose) < PROSE ? kept : kept.filter((line, index) => !isLink(line) || !inRun(kept, index));
  return chosen.map((line) => line.text).join("\n");
}

function length(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}

function isLink(line: Line): boolean {
  return line.linked > 0.7 * line.text.length;
}

function inRun(lines: readonly Line[], index: number): boolean {
  const near = [-2, -1, 1, 2].map((step) => {
    const line = lines[index + step];
    return line !== undefined && isLink(line);
  });
  return Boolean((near[0] && near[1]) || (near[1] && near[2]) || (near[2] && near[3]));
}

function reducePlainText(text: string): Reduced {
  const body = text.slice(0, MAX_TEXT).replace(/\r\n?/g, "\n");
  const title = body.split("\n", 1)[0]?.trim();
  return {
    text: body,
    article: { title: title || null, byline: null, published: null, language: null, text: body },
    structured: { jsonLd: [], microdata: [], openGraph: {} },
  };
}
