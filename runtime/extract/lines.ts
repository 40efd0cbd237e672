import { type DomElement, type DomNode, isElement, walk } from "./dom.ts";
import { isUnseen } from "./visibility.ts";

/** One line of what a reader sees: a paragraph, a heading, a row of a table. */
export type Line = {
  readonly text: string;
  /** How many of its characters are links. */
  readonly linked: number;
  /** Whether it stands in what surrounds the page's own content: navigation, footer, advertising. */
  readonly aside: boolean;
};

const INLINE = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output q rp rt ruby s " +
    "samp small span strike strong sub sup time tt u var wbr slot"
  ).split(" "),
);

/** Characters that show nothing: soft hyphen, zero-width space, word joiner, byte-order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Stand-ins for the border between two cells and between a label and its value: characters that no text may contain. */
const CELL = "\ufffe";
const LABEL = "\uffff";

/** How long a row of a table may be to be read as one line of cells. */
const ROW_LENGTH = 1_000;

/** How deep a row may stand to be looked into before it is read. */
const ROW_DEPTH = 60;

/** The visible text under `root`, line by line; `isAside` judges each element once, for itself and all it holds. */
export function readLines(root: DomElement, isAside: (element: DomElement) => boolean): Line[] {
  const reader = new LineReader(isAside);
  walk(root, reader);
  reader.endLine();
  return reader.lines;
}

class LineReader {
  readonly lines: Line[] = [];
  private readonly isAside: (element: DomElement) => boolean;
  private parts: string[] = [];
  private linked = 0;
  private links = 0;
  private depth = 0;
  private asideDepth = 0;
  private row: DomElement | undefined;
  private unseen: DomElement | undefined;

  constructor(isAside: (element: DomElement) => boolean) {
    this.isAside = isAside;
  }

  enter(node: DomNode): "into" | "over" {
    if (node.nodeType === 3) this.addText(node.textContent ?? "");
    if (!isElement(node)) return "over";
    this.depth += 1;
    if (isUnseen(node)) {
      this.unseen = node;
      return "over";
    }
    this.open(node);
    return "into";
  }

  leave(element: DomElement): void {
    if (this.asideDepth === this.depth) {
      this.endLine();
      this.asideDepth = 0;
    }
    this.depth -= 1;
    if (element === this.unseen) return;
    const name = element.localName;
    if (name === "a" && this.links > 0) this.links -= 1;
    if (element === this.row) this.row = undefined;
    if (!INLINE.has(name) && !this.row && name !== "dt") this.endLine();
  }

  endLine(): void {
    const text = readable(this.parts.join(""));
    if (/[\p{L}\p{N}]/u.test(text)) this.lines.push({ text, linked: this.linked, aside: this.asideDepth > 0 });
    this.parts = [];
    this.linked = 0;
  }

  private open(element: DomElement): void {
    const name = element.localName;
    if (this.asideDepth === 0 && this.isAside(element)) {
      this.endLine();
      this.asideDepth = this.depth;
    }
    if (name === "a") this.links += 1;
    else if (name === "br") this.row ? this.parts.push(" ") : this.endLine();
    else if (name === "td" || name === "th") this.openCell(element);
    else if (name === "dd") this.parts.push(LABEL);
    else if (this.row) this.parts.push(" ");
    else if (name === "tr" && isRow(element, this.depth)) {
      this.endLine();
      this.row = element;
    } else if (!INLINE.has(name)) this.endLine();
  }

  private openCell(cell: DomElement): void {
    if (!this.row) this.endLine();
    else this.parts.push(labels(cell) ? LABEL : CELL);
  }

  private addText(text: string): void {
    if (text === "") return;
    this.parts.push(text);
    if (this.links > 0) this.linked += text.trim().length;
  }
}

function readable(raw: string): string {
  return raw
    .replace(INVISIBLE, "")
    .split(CELL)
    .map((cell) =>
      cell
        .replace(/\s+/g, " ")
        .replace(/:? ?\uffff ?/g, ": ")
        .replace(/^: /, "")
        .trim(),
    )
    .filter((cell) => cell !== "")
    .join(" | ");
}

/** Whether a row can be read as one line: short cells that hold no table of their own. */
function isRow(row: DomElement, depth: number): boolean {
  if (depth > ROW_DEPTH) return false;
  return (row.textContent ?? "").length <= ROW_LENGTH && row.querySelector("table") === null;
}

/** Whether the cell is the value of a row that consists of a heading and one value. */
function labels(cell: DomElement): boolean {
  const cells = siblings(cell);
  return cells.length === 2 && cells[0]?.localName === "th" && cell.localName === "td";
}

function siblings(cell: DomElement): DomElement[] {
  const cells: DomElement[] = [];
  for (let node = cell.parentNode?.firstChild ?? null; node && cells.length < 3; node = node.nextSibling) {
    if (isElement(node) && (node.localName === "td" || node.localName === "th")) cells.push(node);
  }
  return cells;
}
