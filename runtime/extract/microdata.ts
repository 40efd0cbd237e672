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

/** A document's top-level microdata items, each as JSON-LD would write it: `@type` and its properties. */
export function readMicrodata(document: DomDocument): unknown[] {
  const items = new Map<DomElement, Item>();
  const top: Item[] = [];
  let seen = 0;
  for (const element of document.querySelectorAll("[itemscope], [itemprop]")) {
    seen += 1;
    if (seen > MAX_ELEMENTS) break;
    const item = element.hasAttribute("itemscope") ? typed(element) : undefined;
    const property = element.getAttribute("itemprop");
    const owner = property === null ? undefined : ownerOf(element, items);
    if (item) items.set(element, item);
    if (owner && property !== null) add({ owner, names: property, value: item ?? textOf(element) });
    else if (item) top.push(item);
  }
  return top;
}

function typed(element: DomElement): Item {
  const type = element.getAttribute("itemtype")?.trim().split(/[/#]/).at(-1);
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
  for (const name of names.split(/\s+/)) {
    if (name === "" || name === "__proto__" || value === "") continue;
    const before = Object.hasOwn(owner, name) ? owner[name] : undefined;
    owner[name] = before === undefined ? value : [before, value].flat();
  }
}
