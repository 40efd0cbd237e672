import type { DomElement } from "../reduce/dom.ts";

type Attribute = { readonly name: string; readonly sign: string; readonly value: string };

/** What one element must be: `p.note#top[lang]`. */
export type Compound = {
  readonly tag: string | undefined;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly Attribute[];
  /** How it stands to the compound before it: somewhere in it, or right under it. */
  readonly under: "ancestor" | "parent";
};

/** Compounds, the outermost first. */
export type Selector = { readonly compounds: readonly Compound[]; readonly weight: number };

const PART =
  /\s*(>)\s*|(\s+)|([.#]?)((?:[\w-]|\P{ASCII})+)|(\*)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*["']?([^"'\]]*?)["']?\s*[is]?\s*)?\]|(:root\b)/uy;

/** Reads one selector of tags, classes, ids, attributes, and what they stand in; undefined for one that has anything else. */
export function readSelector(text: string): Selector | undefined {
  const compounds: Compound[] = [];
  let current = empty("ancestor");
  let weight = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (!match) return undefined;
    const [, child, space, mark, name = "", , attribute, sign = "", value = "", root] = match;
    if (child !== undefined || space !== undefined) {
      if (isEmpty(current)) return undefined;
      compounds.push(current);
      current = empty(child === undefined ? "ancestor" : "parent");
    } else if (attribute !== undefined) {
      current.attributes.push({ name: attribute.toLowerCase(), sign, value });
      weight += 100;
    } else if (mark === ".") {
      current.classes.push(name);
      weight += 100;
    } else if (mark === "#") {
      current.ids.push(name);
      weight += 10_000;
    } else if (root !== undefined) current.tag = "html";
    else if (name !== "") {
      current.tag = name.toLowerCase();
      weight += 1;
    } else current.tag = "*";
  }
  return isEmpty(current) ? undefined : { compounds: [...compounds, current], weight };
}

/** Whether an element is what a selector says; one without compounds has been looked up already. */
export function matches(element: DomElement, { compounds }: Selector): boolean {
  const own = compounds.at(-1);
  return own === undefined || (isA(element, own) && standsIn(element, compounds.slice(0, -1), own.under));
}

type Draft = {
  tag: string | undefined;
  ids: string[];
  classes: string[];
  attributes: Attribute[];
  under: Compound["under"];
};

function empty(under: Compound["under"]): Draft {
  return { tag: undefined, ids: [], classes: [], attributes: [], under };
}

function isEmpty({ tag, ids, classes, attributes }: Draft): boolean {
  return tag === undefined && ids.length + classes.length + attributes.length === 0;
}

function standsIn(element: DomElement, outer: readonly Compound[], under: Compound["under"]): boolean {
  const wanted = outer.at(-1);
  if (!wanted) return true;
  for (let node = element.parentNode; node && node.nodeType === 1; node = node.parentNode) {
    if (isA(node, wanted) && standsIn(node, outer.slice(0, -1), wanted.under)) return true;
    if (under === "parent") return false;
  }
  return false;
}

function isA(element: DomElement, { tag, ids, classes, attributes }: Compound): boolean {
  if (tag !== undefined && tag !== "*" && element.localName !== tag) return false;
  const { id, words } = namesOf(element);
  if (ids.some((wanted) => id !== wanted) || classes.some((wanted) => !words.has(wanted))) return false;
  return attributes.every((wanted) => has(element, wanted));
}

type Names = { readonly id: string | null; readonly words: ReadonlySet<string> };

/** An element is asked for its names by many selectors, also for what stands in it. */
const NAMES = new WeakMap<DomElement, Names>();

/** The id of an element and the words of its class. */
export function namesOf(element: DomElement): Names {
  const known = NAMES.get(element);
  if (known) return known;
  const words = (element.getAttribute("class") ?? "").split(/\s+/).filter((word) => word !== "");
  const names = { id: element.getAttribute("id"), words: new Set(words) };
  NAMES.set(element, names);
  return names;
}

const SIGNS: Readonly<Record<string, (own: string, value: string) => boolean>> = {
  "": () => true,
  "=": (own, value) => own === value,
  "~=": (own, value) => own.split(/\s+/).includes(value),
  "|=": (own, value) => own === value || own.startsWith(`${value}-`),
  "^=": (own, value) => value !== "" && own.startsWith(value),
  "$=": (own, value) => value !== "" && own.endsWith(value),
  "*=": (own, value) => value !== "" && own.includes(value),
};

function has(element: DomElement, { name, sign, value }: Attribute): boolean {
  const own = element.getAttribute(name);
  return own !== null && (SIGNS[sign]?.(own, value) ?? false);
}
