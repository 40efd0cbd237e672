import { isObject } from "../schema/json-schema.ts";
import type { DomDocument, DomElement } from "./dom.ts";
import { readMicrodata, readRdfa } from "./microdata.ts";

/** What a page says of itself to machines. */
export type Structured = {
  /** The values of its JSON-LD scripts, `@graph` and lists unfolded. */
  jsonLd: unknown[];
  /** Its top-level microdata and RDFa items, in the shape of JSON-LD. */
  microdata: unknown[];
  /** Open Graph and kindred properties by their full name; the first one counts. */
  openGraph: Record<string, string>;
};

const OPEN_GRAPH = /^(?:og|article|product|book|profile|video|music|twitter):/i;

const MAX_SCRIPTS = 50;
const MAX_ENTITIES = 500;

/** Reads JSON-LD, microdata and Open Graph; what is not well-formed there is left out, as every consumer of it does. */
export function readStructured(document: DomDocument): Structured {
  const openGraph = [...readMeta(document)].filter(([name]) => OPEN_GRAPH.test(name));
  return {
    jsonLd: readJsonLd(document),
    microdata: [...readMicrodata(document), ...readRdfa(document)],
    openGraph: Object.fromEntries(openGraph),
  };
}

/** The document's meta elements: property or name, in lower case → the first content that is not empty. */
export function readMeta(document: DomDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const meta of document.querySelectorAll("meta")) {
    const name = (meta.getAttribute("property") ?? meta.getAttribute("name") ?? "").trim().toLowerCase();
    const content = (meta.getAttribute("content") ?? "").replace(/\s+/g, " ").trim();
    if (name !== "" && content !== "" && !found.has(name)) found.set(name, content);
  }
  return found;
}

function readJsonLd(document: DomDocument): unknown[] {
  const entities: unknown[] = [];
  let scripts = 0;
  for (const script of document.querySelectorAll("script")) {
    if (!isJsonLd(script)) continue;
    scripts += 1;
    if (scripts > MAX_SCRIPTS) break;
    entities.push(...unfolded(parsed(script.textContent ?? "")));
  }
  return linked(entities.slice(0, MAX_ENTITIES));
}

/** The things with what they only refer to by `@id` put in its place, one step deep. */
function linked(entities: readonly unknown[]): unknown[] {
  const named = new Map(
    entities.flatMap((entity) =>
      isObject(entity) && typeof entity["@id"] === "string" ? [[entity["@id"], entity]] : [],
    ),
  );
  if (named.size === 0) return [...entities];
  const follow = (value: unknown): unknown => {
    const id = isObject(value) && Object.keys(value).length === 1 ? value["@id"] : undefined;
    return typeof id === "string" ? (named.get(id) ?? value) : value;
  };
  return entities.map((entity) =>
    isObject(entity)
      ? Object.fromEntries(
          Object.entries(entity).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.map(follow) : follow(value),
          ]),
        )
      : entity,
  );
}

function isJsonLd(script: DomElement): boolean {
  return /^\s*application\/ld\+json\b/i.test(script.getAttribute("type") ?? "");
}

function unfolded(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => (Array.isArray(item) ? [] : unfolded(item)));
  if (typeof value !== "object" || value === null) return [];
  if ("@graph" in value && Array.isArray(value["@graph"])) return value["@graph"].filter((item) => item !== null);
  return [value];
}

/** The value of a script, some of which are wrapped in comments from older days; undefined where it is no JSON. */
function parsed(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>);?$/, "");
  try {
    return JSON.parse(bare);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
