import { type DomElement, isElement, walk } from "../reduce/dom.ts";

/** From how much text on an element may be the page itself, and how little may then stand beside it, in UTF-16 units. */
const PAGE = 1_000;
const REST = 100;

/** How far below the body a page's wrapper stands. */
const LEVELS = 3;

/** Whether an element is what a page hides until its scripts have run: its own wrapper, beside which nothing is left to read. */
export function isCurtain(element: DomElement): boolean {
  let body = element.parentNode;
  for (let level = 1; body && body.localName !== "body"; level += 1) {
    if (level === LEVELS) return false;
    body = body.parentNode;
  }
  if (!body) return false;
  const held = lengthOf(element);
  return held >= PAGE && lengthOf(body) - held < REST;
}

/** The length of the text in an element, without scripts and the like. */
function lengthOf(root: DomElement): number {
  let length = 0;
  walk(root, {
    enter(node) {
      if (node.nodeType === 3) length += (node.textContent ?? "").trim().length;
      return isElement(node) && !/^(?:script|style|noscript|template|svg)$/.test(node.localName) ? "into" : "over";
    },
  });
  return length;
}
