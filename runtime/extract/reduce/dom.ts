import { parseHTML } from "linkedom";
import { cutMarkup } from "./cut-markup.ts";

/** The little of a document that extraction reads. */
export type DomNode = {
  readonly nodeType: number;
  readonly parentNode: DomElement | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly textContent: string | null;
  remove(): void;
};

export type DomElement = DomNode & {
  readonly localName: string;
  readonly ownerDocument: DomDocument;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
};

export type DomDocument = DomElement & { readonly documentElement: DomElement; readonly body: DomElement };

/** Markup as a document that has a body, whatever the page left out; very large pages are cut first. */
export function parseDocument(markup: string): DomDocument {
  const { document } = parseHTML(withBody(cutMarkup(markup)));
  return document as unknown as DomDocument;
}

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

export type Visitor = {
  /** Whether to go on into the node's children or over them. */
  enter(node: DomNode): "into" | "over";
  /** Called once for every element that was entered, after its children. */
  leave?(element: DomElement): void;
};

/** Visits every node of a subtree in document order, without recursion. */
export function walk(root: DomNode, visitor: Visitor): void {
  let node: DomNode | null = root;
  while (node) {
    if (visitor.enter(node) === "into" && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    node = next(node, root, visitor);
  }
}

function next(from: DomNode, root: DomNode, visitor: Visitor): DomNode | null {
  let node: DomNode | null = from;
  while (node) {
    if (isElement(node)) visitor.leave?.(node);
    if (node === root) return null;
    if (node.nextSibling) return node.nextSibling;
    node = node.parentNode;
  }
  return null;
}

function withBody(markup: string): string {
  if (!/<html[\s>]/i.test(markup)) return `<!doctype html><html><head></head><body>${markup}</body></html>`;
  if (/<body[\s>]/i.test(markup)) return markup;
  return /<\/head\s*>/i.test(markup)
    ? markup.replace(/<\/head\s*>/i, "</head><body>")
    : markup.replace(/<html(?:\s[^>]*)?>/i, (tag) => `${tag}<head></head><body>`);
}
