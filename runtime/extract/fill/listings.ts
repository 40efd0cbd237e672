import { type DomDocument, type DomElement, isElement, walk } from "../reduce/dom.ts";
import type { Entity } from "../reduce/entity.ts";
import { nameKey } from "../values/names.ts";
import { isUnseen } from "../visible/visibility.ts";
import { readCard, seenText } from "./card.ts";
import { baseOf } from "./links.ts";

/** Things alike that stand beside each other, and what the page calls them. */
export type Listing = {
  /** Headings above them, and classes and ids around them, as keys. */
  readonly names: readonly string[];
  readonly things: () => readonly Entity[];
  /** The words of each. */
  readonly words: () => readonly string[];
};

const MAX_GROUPS = 60;
const MAX_MEMBERS = 500;
const MAX_NODES = 40_000;

/** Elements that are never one of several things. */
const NO_CARD = new Set(
  "td th tr br hr option p h1 h2 h3 h4 h5 h6 dt dd script style span b i em strong thead tbody tfoot col".split(" "),
);

/** Groups of sibling elements that are made alike, in the order of the page: cards, entries of lists, results. */
export function listingsIn(document: DomDocument, pageUrl: string): Listing[] {
  const base = baseOf(document, pageUrl);
  return groupsIn(document.body).map(({ parent, members, heading }) => ({
    names: namesOf(parent, heading),
    things: () => members.map((member) => readCard(member, { base, guessing: true })),
    words: () => members.map((member) => seenText(member).replaceAll("\n", " ")),
  }));
}

/** What a page shows under a name of its own: by the words of its classes, its labels and its properties. */
export function shownIn(document: DomDocument, pageUrl: string): Entity {
  const root = document.querySelector("main, [role=main], article") ?? document.body;
  return Object.fromEntries(
    Object.entries(readCard(root, { base: baseOf(document, pageUrl), guessing: false })).map(([name, value]) => [
      nameKey(name),
      value,
    ]),
  );
}

type Group = { readonly parent: DomElement; readonly members: DomElement[]; readonly heading: string };

function groupsIn(body: DomElement): Group[] {
  const groups: Group[] = [];
  let heading = "";
  let nodes = 0;
  walk(body, {
    enter(node) {
      nodes += 1;
      if (!isElement(node) || nodes > MAX_NODES || groups.length >= MAX_GROUPS || isUnseen(node)) return "over";
      if (/^h[1-6]$/.test(node.localName)) heading = node.textContent ?? "";
      for (const members of alikeIn(node)) groups.push({ parent: node, members, heading });
      return "into";
    },
  });
  return groups;
}

/** The children of an element that are made alike: at least two with text, of one kind. */
function alikeIn(parent: DomElement): DomElement[][] {
  const kinds = new Map<string, DomElement[]>();
  let count = 0;
  for (let node = parent.firstChild; node && count < MAX_MEMBERS; node = node.nextSibling) {
    if (!isElement(node) || NO_CARD.has(node.localName)) continue;
    count += 1;
    const kind = `${node.localName}.${(node.getAttribute("class") ?? "").trim().split(/\s+/)[0]}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), node]);
  }
  return [...kinds.values()]
    .filter((members) => members.length >= 2)
    .map((members) => members.filter((member) => !isUnseen(member) && /[\p{L}\p{N}]/u.test(member.textContent ?? "")))
    .filter((members) => members.length >= 2);
}

function namesOf(parent: DomElement, heading: string): string[] {
  const around = [parent, parent.parentNode].filter((element) => element !== null);
  const said = around.flatMap((element) => [
    ...(element.getAttribute("class") ?? "").split(/\s+/),
    element.getAttribute("id") ?? "",
    element.getAttribute("aria-label") ?? "",
    element.getAttribute("itemprop") ?? "",
  ]);
  return [...new Set([heading, ...said].map(nameKey))].filter((name) => name !== "");
}
