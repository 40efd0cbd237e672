import { fold } from "../values/folded.ts";
import { withoutInvisible } from "../visible/invisible.ts";
import { isUnseen } from "../visible/visibility.ts";
import { bylineNames } from "./byline.ts";
import type { DomDocument, DomElement } from "./dom.ts";
import { type Entity, entitiesOf, isEntity } from "./entity.ts";
import { readMeta, type Structured } from "./structured.ts";
import { withoutSite } from "./title.ts";

/** What a page says of itself before anyone has read it. */
export type Facts = {
  readonly title: string | null;
  readonly byline: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly language: string | null;
  readonly description: string | null;
};

type Sources = {
  meta: ReadonlyMap<string, string>;
  entities: readonly Entity[];
  document: DomDocument;
  /** The page's first headings that readers see, and the name of its window. */
  headings: readonly string[];
  windowTitle: string | null;
};

const MAX_LENGTH = 500;

/** What a program writes for a date that it does not know. */
const NO_DATE = /^000\d-\d\d-\d\d/;

/** How many headings may be the title. */
const MAX_HEADINGS = 5;

/** Where each fact is looked for, best source first. */
const SOURCES: { readonly [Name in keyof Facts]: readonly ((sources: Sources) => unknown)[] } = {
  title: [
    (sources) => titlesOf(sources).find((title) => isShown(title, sources)),
    ({ headings }) => headings[0],
    ({ windowTitle }) => windowTitle,
    (sources) => titlesOf(sources)[0],
  ],
  byline: [
    ({ entities }) => names(first(entities, "author") ?? first(entities, "creator"), entities),
    ({ meta }) => named(meta.get("author")) ?? named(meta.get("article:author")) ?? named(meta.get("dc.creator")),
    ({ document }) =>
      [...document.querySelectorAll("[rel~=author], [itemprop~=author], .byline, .author")].find(
        (author) => !isOutOfSight(author) && named(author.textContent),
      )?.textContent,
  ],
  published: [
    ({ entities }) => first(entities, "datePublished") ?? first(entities, "dateCreated"),
    ({ meta }) => meta.get("article:published_time") ?? meta.get("og:article:published_time"),
    ({ meta }) => meta.get("date") ?? meta.get("dc.date") ?? meta.get("dc.date.issued") ?? meta.get("pubdate"),
    ({ document }) => document.querySelector("article time[datetime], main time[datetime]")?.getAttribute("datetime"),
    ({ document }) => document.querySelector("time[datetime]")?.getAttribute("datetime"),
  ],
  modified: [
    ({ entities }) => first(entities, "dateModified"),
    ({ meta }) =>
      meta.get("article:modified_time") ?? meta.get("og:updated_time") ?? meta.get("og:article:modified_time"),
    ({ meta }) => meta.get("last-modified") ?? meta.get("dcterms.modified") ?? meta.get("dc.date.modified"),
  ],
  language: [
    ({ document }) => document.documentElement.getAttribute("lang"),
    ({ meta }) => meta.get("og:locale")?.replace("_", "-"),
    ({ entities }) => first(entities, "inLanguage"),
  ],
  description: [
    ({ meta }) => meta.get("description") ?? meta.get("og:description"),
    ({ entities }) => first(entities, "description"),
  ],
};

/** A page's title, byline, date, language and description, each from the best source that has it. */
export function readFacts({ document, structured }: { document: DomDocument; structured: Structured }): Facts {
  const sources: Sources = {
    meta: readMeta(document),
    entities: entitiesOf(structured),
    document,
    headings: headingsOf(document),
    windowTitle: clean(document.querySelector("head > title, body > title")?.textContent),
  };
  const fact = (name: keyof Facts): string | null => {
    for (const source of SOURCES[name]) {
      const text = clean(source(sources));
      if (text !== null && !NO_DATE.test(text)) return text;
    }
    return null;
  };
  const title = fact("title");
  return {
    title: title === null ? null : titleOf(title, sources),
    byline: named(fact("byline")) ?? null,
    published: fact("published"),
    modified: fact("modified"),
    language: fact("language"),
    description: fact("description"),
  };
}

/** A title without the name of the site, by what the page calls its site and its headings. */
function titleOf(title: string, { meta, entities, headings }: Sources): string {
  const publisher = first(entities, "publisher");
  const names = [meta.get("og:site_name"), meta.get("application-name"), isEntity(publisher) ? publisher.name : null];
  return withoutSite({
    title,
    sites: names.map(clean).filter((name) => name !== null),
    headings,
  });
}

/** The titles a page gives to machines, best first. */
function titlesOf({ meta, entities }: Sources): string[] {
  const titles = [
    first(entities, "headline"),
    meta.get("og:title"),
    meta.get("twitter:title"),
    first(entities, "name"),
  ];
  return titles.map(clean).filter((title) => title !== null);
}

/** Whether a title stands in what readers see: a heading, or the name of the window. */
function isShown(title: string, { headings, windowTitle }: Sources): boolean {
  const sought = fold(title).text.trim();
  return [...headings, windowTitle ?? ""].some((shown) => fold(shown).text.includes(sought));
}

function headingsOf(document: DomDocument): string[] {
  const headings: string[] = [];
  for (const heading of document.querySelectorAll("h1")) {
    const text = isOutOfSight(heading) ? null : clean(heading.textContent);
    if (text !== null) headings.push(text);
    if (headings.length === MAX_HEADINGS) break;
  }
  return headings;
}

/** Whether an element of the body, or anything it stands in, is hidden. */
function isOutOfSight(element: DomElement): boolean {
  for (let node: DomElement | null = element; node && node.localName !== "body"; node = node.parentNode) {
    if (node.nodeType === 1 && isUnseen(node)) return true;
  }
  return false;
}

function first(entities: readonly Entity[], name: string): unknown {
  return entities.find((entity) => entity[name] !== undefined && entity[name] !== null)?.[name];
}

/** The names of authors, of which some are told elsewhere on the page by their `@id`. */
function names(value: unknown, entities: readonly Entity[]): string | undefined {
  const found = [value].flat().flatMap((author: unknown) => {
    if (!isEntity(author)) return named(author) ?? [];
    const told = author.name ?? entities.find((entity) => author["@id"] && entity["@id"] === author["@id"])?.name;
    return [told].flat().flatMap((name: unknown) => named(name) ?? []);
  });
  return found.length > 0 ? [...new Set(found)].join(", ") : undefined;
}

function named(value: unknown): string | undefined {
  return typeof value === "string" ? (bylineNames(value) ?? undefined) : undefined;
}

function clean(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = withoutInvisible(value).replace(/\s+/g, " ").trim();
  return text === "" || text.length > MAX_LENGTH ? null : text;
}
