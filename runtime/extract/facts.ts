import type { DomDocument } from "./dom.ts";
import { type Entity, entitiesOf, isEntity } from "./entity.ts";
import { readMeta, type Structured } from "./structured.ts";

/** What a page says of itself before anyone has read it. */
export type Facts = {
  readonly title: string | null;
  readonly byline: string | null;
  readonly published: string | null;
  readonly language: string | null;
  readonly description: string | null;
};

type Sources = { meta: ReadonlyMap<string, string>; entities: readonly Entity[]; document: DomDocument };

const MAX_LENGTH = 500;

/** Where each fact is looked for, best source first. */
const SOURCES: { readonly [Name in keyof Facts]: readonly ((sources: Sources) => unknown)[] } = {
  title: [
    ({ entities }) => first(entities, "headline"),
    ({ meta }) => meta.get("og:title") ?? meta.get("twitter:title"),
    ({ entities }) => first(entities, "name"),
    ({ document }) => document.querySelector("h1")?.textContent,
    ({ document }) => document.querySelector("title")?.textContent,
  ],
  byline: [
    ({ entities }) => names(first(entities, "author") ?? first(entities, "creator")),
    ({ meta }) => notUrl(meta.get("author") ?? meta.get("article:author") ?? meta.get("dc.creator")),
    ({ document }) => document.querySelector("[rel~=author], [itemprop~=author], .byline, .author")?.textContent,
  ],
  published: [
    ({ entities }) => first(entities, "datePublished") ?? first(entities, "dateCreated"),
    ({ meta }) => meta.get("article:published_time") ?? meta.get("og:article:published_time"),
    ({ meta }) => meta.get("date") ?? meta.get("dc.date") ?? meta.get("dc.date.issued") ?? meta.get("pubdate"),
    ({ document }) => document.querySelector("article time[datetime], main time[datetime]")?.getAttribute("datetime"),
    ({ document }) => document.querySelector("time[datetime]")?.getAttribute("datetime"),
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
  const sources: Sources = { meta: readMeta(document), entities: entitiesOf(structured), document };
  const fact = (name: keyof Facts): string | null => {
    for (const source of SOURCES[name]) {
      const text = clean(source(sources));
      if (text !== null) return text;
    }
    return null;
  };
  return {
    title: fact("title"),
    byline: fact("byline"),
    published: fact("published"),
    language: fact("language"),
    description: fact("description"),
  };
}

function first(entities: readonly Entity[], name: string): unknown {
  return entities.find((entity) => entity[name] !== undefined && entity[name] !== null)?.[name];
}

function names(value: unknown): string | undefined {
  const found = [value]
    .flat()
    .map((author: unknown) => (isEntity(author) ? author.name : author))
    .filter((name) => typeof name === "string")
    .filter((name) => notUrl(name));
  return found.length > 0 ? found.join(", ") : undefined;
}

function notUrl(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:/i.test(text) ? undefined : text;
}

function clean(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.replace(/\s+/g, " ").trim();
  return text === "" || text.length > MAX_LENGTH ? null : text;
}
