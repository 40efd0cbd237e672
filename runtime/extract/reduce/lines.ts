import { isUnseen } from "../visible/visibility.ts";
import { type DomElement, type DomNode, isElement, walk } from "./dom.ts";
import { CELL, LABEL, lineText } from "./line-text.ts";
import { isLabelled, isRow } from "./table-row.ts";
import { Trail } from "./trail.ts";

/** An element that stands for itself on the page, in the order in which elements begin. */
export type Box = {
  readonly element: DomElement;
  readonly parent: Box | undefined;
  /** The way to it from the root as a CSS selector that fits no other element. */
  readonly path: string;
};

/** One line of what a reader sees: a paragraph, a heading, a row of a table. */
export type Line = {
  readonly text: string;
  /** The same without the inline elements that are set apart from running text: captions, hints. */
  readonly running: string;
  /** How many of its characters are links. */
  readonly linked: number;
  /** Whether it stands in what surrounds the page's own content: navigation, footer, advertising. */
  readonly aside: boolean;
  /** The innermost box that holds the beginning of the line. */
  readonly box: Box;
};

export type Layout = { readonly lines: readonly Line[]; readonly boxes: readonly Box[] };

const INLINE = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output q rp rt ruby s " +
    "samp small span strike strong sub sup time tt u var wbr slot"
  ).split(" "),
);

/** Inline elements that set text apart by their names; the others stress a part of it or link it. */
const MARKED = new Set(["span", "small", "font", "label"]);

/** The longest inline text that is set apart, in UTF-16 units. */
const MAX_APART = 150;

export type Judges = {
  /** Whether an element surrounds the content, with all it holds; asked once for each. */
  readonly isAside: (element: DomElement) => boolean;
  /** Whether an inline element does not belong to the text it stands in. */
  readonly isApart: (element: DomElement) => boolean;
};

/** The visible text under `root`, line by line, and the boxes it stands in. */
export function readLayout(root: DomElement, judges: Judges): Layout {
  const reader = new LineReader(root, judges);
  walk(root, reader);
  reader.endLine();
  return reader;
}

class LineReader {
  readonly lines: Line[] = [];
  readonly boxes: Box[] = [];
  private readonly judges: Judges;
  private parts: string[] = [];
  private running: string[] = [];
  private apart: string[] = [];
  private apartDepth = 0;
  private linked = 0;
  private links = 0;
  private readonly trail = new Trail();
  private asideDepth = 0;
  private row: DomElement | undefined;
  private preformatted: DomElement | undefined;
  private unseen: DomElement | undefined;
  private box: Box;
  private lineBox: Box;

  constructor(root: DomElement, judges: Judges) {
    this.judges = judges;
    this.box = { element: root, parent: undefined, path: root.localName };
    this.lineBox = this.box;
  }

  enter(node: DomNode): "into" | "over" {
    if (node.nodeType === 3) this.addLines(node.textContent ?? "");
    if (!isElement(node)) return "over";
    this.trail.enter(node);
    if (isUnseen(node)) {
      this.unseen = node;
      return "over";
    }
    this.open(node);
    return "into";
  }

  leave(element: DomElement): void {
    if (this.asideDepth === this.trail.depth) {
      this.endLine();
      this.asideDepth = 0;
    }
    this.trail.leave();
    if (element === this.unseen) return;
    if (this.apartDepth > this.trail.depth) this.endApart();
    const name = element.localName;
    if (name === "a" && this.links > 0) this.links -= 1;
    if (element === this.row) this.row = undefined;
    if (element === this.preformatted) this.preformatted = undefined;
    if (element !== this.box.element) return;
    if (!this.row && name !== "dt") this.endLine();
    this.box = this.box.parent ?? this.box;
  }

  endLine(): void {
    const text = lineText(this.parts);
    if (/[\p{L}\p{N}]/u.test(text)) {
      const running = this.running.length === this.parts.length ? text : lineText(this.running);
      this.lines.push({ text, running, linked: this.linked, aside: this.asideDepth > 0, box: this.lineBox });
    }
    this.parts = [];
    this.running = [];
    this.apart = [];
    this.linked = 0;
  }

  private open(element: DomElement): void {
    const name = element.localName;
    if (this.asideDepth === 0 && this.judges.isAside(element)) {
      this.endLine();
      this.asideDepth = this.trail.depth;
    }
    if (name === "a") this.links += 1;
    if (INLINE.has(name)) {
      if (this.apartDepth === 0 && MARKED.has(name) && this.judges.isApart(element)) this.apartDepth = this.trail.depth;
      return;
    }
    if (name === "pre" && !this.row) this.preformatted ??= element;
    if (name === "br") this.row ? this.push(" ") : this.endLine();
    else if (name === "td" || name === "th") this.openCell(element);
    else if (name === "dd") this.push(LABEL);
    else if (this.row) this.push(" ");
    else if (name === "tr" && isRow(element, this.trail.depth)) {
      this.endLine();
      this.row = element;
    } else this.endLine();
    if (!this.row) this.apartDepth = 0;
    this.box = { element, parent: this.box, path: this.trail.path };
    this.boxes.push(this.box);
  }

  private openCell(cell: DomElement): void {
    if (!this.row) this.endLine();
    else this.push(isLabelled(cell) ? LABEL : CELL);
  }

  /** Text as it flows, or as it is broken into lines where that is kept. */
  private addLines(text: string): void {
    const lines = this.preformatted ? text.split("\n") : [text];
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.endLine();
      this.addText(line);
    }
  }

  private addText(text: string): void {
    if (text === "") return;
    this.push(text);
    if (this.links > 0) this.linked += text.trim().length;
  }

  /** What is set apart is short; longer text is the text itself, whatever its element is called. */
  private endApart(): void {
    this.apartDepth = 0;
    if (this.apart.reduce((sum, part) => sum + part.length, 0) > MAX_APART)
      this.running = this.running.concat(this.apart);
    this.apart = [];
  }

  private push(part: string): void {
    if (this.parts.length === 0) this.lineBox = this.box;
    this.parts.push(part);
    (this.apartDepth === 0 ? this.running : this.apart).push(part);
  }
}
