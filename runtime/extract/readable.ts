import { Readability } from "@mozilla/readability";
import { type DomDocument, type DomElement, type DomNode, isElement, walk } from "./dom.ts";
import { readLines } from "./lines.ts";
import { isUnseen } from "./visibility.ts";

/** The largest document that is searched for an article; beyond it the search takes longer than the answer is worth. */
const MAX_ELEMENTS = 20_000;

/** As many nodes of any kind: text that is broken into very many pieces costs as much. */
const MAX_NODES = 60_000;

/** The deepest one: the search climbs from every paragraph. */
const MAX_DEPTH = 250;

/** What is visible in one document: the reading of it changes it, so it comes last. */
export type Readable = { byline: string | null; text: string };

/** The article a document consists of mostly, or undefined where it has none (a listing, a form) or is too large to be searched. */
export function readArticle(document: DomDocument): Readable | undefined {
  if (!prune(document)) return undefined;
  const found = new Readability<DomElement>(document as never, {
    serializer: (node) => node as unknown as DomElement,
    disableJSONLD: true,
    charThreshold: 250,
  }).parse();
  if (!found?.content) return undefined;
  const text = readLines(found.content, () => false)
    .map((line) => line.text)
    .join("\n");
  return text === "" ? undefined : { byline: found.byline ?? null, text };
}

/** Takes out what nobody sees, and tells whether the rest is small enough. */
function prune(document: DomDocument): boolean {
  const unseen: DomNode[] = [];
  let nodes = 0;
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  walk(document.body, {
    enter(node) {
      nodes += 1;
      if (node.nodeType === 8) unseen.push(node);
      if (!isElement(node)) return "over";
      elements += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (!isUnseen(node)) return "into";
      unseen.push(node);
      return "over";
    },
    leave() {
      depth -= 1;
    },
  });
  if (nodes > MAX_NODES || elements > MAX_ELEMENTS || deepest > MAX_DEPTH) return false;
  for (const node of unseen) node.remove();
  return true;
}
