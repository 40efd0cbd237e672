import type { DomDocument, DomElement } from "./dom.ts";

type Item = Record<string, unknown>;

/** Attributes that hold a property's value, by the element it is given on; elsewhere the text is the value. */
const VALUE_ATTRIBUTES: Readonly<Record<string, string>> = {
  meta: "content",
  a: "href",
  link: "href",
  area: "href",
  img: "src",
  source: "src",
  audio: "src",
  video: "src",
  iframe: "src",
  embed: "src",
  object: "data",
  data: "value",
  meter: "value",
  time: "datetime",
};

const MAX_ELEMENTS = 5_000;
const MAX_DEPTH = 200;
const MAX_TEXT = 5_000;

/** The attributes by which a vocabulary marks things and their properties. */
type Marks = { readonly thing: string; readonly type: string; readonly property: string };

const MICRODATA: Marks = { thing: "itemscope", type: "itemtype", property: "itemprop" };
const RDFA: Marks = { thing: "typeof", type: "typeof", property: "property" };

/** A document's top-level microdata items, each as JSON-LD would write it: `@type` and its properties. */
export function readMicrodata(document: DomDocument): unknown[] {
  return readMarked(document, MICRODATA);
}

/** A document's top-level RDFa Lite items in the same shape; prefixes of types and properties are left out. */
export function readRdfa(document: DomDocument): unknown[] {
  return document.querySelector("[typeof]") === null ? [] : readMarked(document, RDFA);
}

function readMarked(document: DomDocument, marks: Marks): unknown[] {
  const items = new Map<DomElement, Item>();
  const top: Item[] = [];
  let seen = 0;
  for (const element of document.querySelectorAll(`[${marks.thing}], [${marks.property}]`)) {
    seen += 1;
    if (seen > MAX_ELEMENTS) break;
    const item = element.hasAttribute(marks.thing) ? typed(element.getAttribute(marks.type)) : undefined;
    const property = element.getAttribute(marks.property);
    const owner = property === null ? undefined : ownerOf(element, items);
    if (item) items.set(element, item);
    if (owner && property !== null) add({ owner, names: property, value: item ?? textOf(element) });
    else if (item) top.push(item);
  }
  return top;
}

function typed(written: string | null): Item {
  const type = written?.trim().split(/[/#:]/).at(-1);
  return type ? { "@type": type } : {};
}

function ownerOf(element: DomElement, items: ReadonlyMap<DomElement, Item>): Item | undefined {
  let node = element.parentNode;
  for (let depth = 0; node && depth < MAX_DEPTH; depth += 1) {
    const item = items.get(node);
    if (item) return item;
    node = node.parentNode;
  }
  return undefined;
}

function textOf(element: DomElement): string {
  const attribute = VALUE_ATTRIBUTES[element.localName];
  const value =
    (attribute && element.getAttribute(attribute)) ?? element.getAttribute("content") ?? element.textContent;
  return (value ?? "").slice(0, MAX_TEXT).replace(/\s+/g, " ").trim();
}

function add({ owner, names, value }: { owner: Item; names: string; value: unknown }): void {
  for (const written of names.split(/\s+/)) {
    const name = written.split(/[/#:]/).at(-1) ?? "";
    if (name === "" || name === "__proto__" || value === "") continue;
    const before = Object.hasOwn(owner, name) ? owner[name] : undefined;
    owner[name] = before === undefined ? value : [before, value].flat();
  }
}
