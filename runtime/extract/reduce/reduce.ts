import type { Article } from "../../domain/result.ts";
import type { Page } from "../page.ts";
import { boilerplateNaming } from "./boilerplate.ts";
import { contentOf } from "./content.ts";
import { type DomElement, parseDocument } from "./dom.ts";
import { type Facts, readFacts } from "./facts.ts";
import { headerOf } from "./header.ts";
import { readLayout } from "./lines.ts";
import { mainLines } from "./main-text.ts";
import { type Origin, traced } from "./origin.ts";
import { readStructured, type Structured } from "./structured.ts";
import { surroundingsOf } from "./surroundings.ts";
import { MAX_TEXT, withinBudget } from "./token-budget.ts";

/** A page as extraction reads it. */
export type Reduced = {
  /** What the page says of itself, a line each, an empty line, then its visible text; evidence points into this. Within `TEXT_BUDGET`. */
  readonly text: string;
  /** What each line of the text comes from, in order; `sourceOf` looks a position up. */
  readonly origins: readonly Origin[];
  readonly article: Article;
  readonly facts: Facts;
  readonly structured: Structured;
};

/** Reduces a page to what a reader sees of it and what it says of itself. Pure; time is bounded by cutting very large pages. */
export function reducePage(page: Pick<Page, "html" | "contentType">): Reduced {
  if (page.contentType === "text/plain") return reducePlainText(page.html);
  const document = parseDocument(page.html);
  const structured = readStructured(document);
  const facts = readFacts({ document, structured });
  const namingOf = boilerplateNaming();
  const isApart = (element: DomElement) => namingOf(element) !== "none";
  const layout = readLayout(document.body, { isAside: surroundingsOf(document), isApart });
  const body = contentOf(layout.lines).map(({ text, box }) => ({ text, source: { element: box.path } }));
  const main = mainLines(layout, namingOf);
  const whole = traced(headerOf({ facts, structured }), body);
  const text = withinBudget(whole.text);
  const articleText = main.length > 0 ? main.map(({ running }) => running) : body.map((line) => line.text);
  const { title, byline, published, language } = facts;
  return {
    text,
    origins: whole.origins.filter(({ start }) => start < text.length),
    article: { title, byline, published, language, text: withinBudget(articleText.join("\n")) },
    facts,
    structured,
  };
}

function reducePlainText(written: string): Reduced {
  const text = withinBudget(written.slice(0, MAX_TEXT).replace(/\r\n?/g, "\n"));
  const title = text.split("\n", 1)[0]?.trim() || null;
  const facts = { title, byline: null, published: null, modified: null, language: null, description: null };
  return {
    ...traced(
      [],
      text.split("\n").map((line) => ({ text: line, source: { element: "body" } })),
    ),
    article: { title, byline: null, published: null, language: null, text },
    facts,
    structured: { jsonLd: [], microdata: [], openGraph: {} },
  };
}
