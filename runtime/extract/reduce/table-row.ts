import { type DomElement, isElement } from "./dom.ts";

/** How long a row of a table may be to be read as one line of cells. */
const ROW_LENGTH = 1_000;

/** How deep a row may stand to be looked into before it is read. */
const ROW_DEPTH = 60;

/** Whether a row can be read as one line: short cells that hold no table and no page of their own. */
export function isRow(row: DomElement, depth: number): boolean {
  if (depth > ROW_DEPTH) return false;
  return (row.textContent ?? "").length <= ROW_LENGTH && row.querySelector("table, h1") === null;
}

/** Whether the cell is the value of a row that consists of a heading and one value. */
export function isLabelled(cell: DomElement): boolean {
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
