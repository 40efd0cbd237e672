import { type Line, linesOf } from "./lines.ts";
import { wordsOf } from "./words.ts";

/** A value that stands beside its name: `Price: £4`, or a cell under its column's head. */
export interface Labelled {
  readonly label: string;
  readonly words: readonly string[];
  readonly value: string;
}

/** A piece of a page to read from: the whole of it, a section, a row, a card. */
export interface Scope {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly labels: readonly Labelled[];
}

const longestLabel = 40;
/** `Price: £4`, `og:title: Mug`, `価格：4` */
const spaced = /^([^：]{1,40}?)(?::(?=\s|$)|：)\s*(.*)$/u;
/** `Price:£4` */
const tight = /^([^:：]{0,39}\p{L}):(?!\/\/)(.*)$/u;
const unsaid = /^(?:unknown|n\/a|not given|[-–—])$/i;

/** Builds a labelled value, its label read as words. */
export function labelled({ label, value }: { label: string; value: string }): Labelled {
  return { label, words: wordsOf(label), value };
}

function labelsOf(lines: readonly Line[]): readonly Labelled[] {
  return lines.flatMap((line, index) => {
    if (line.kind === "row") {
      const [label = "", value = ""] = line.cells;
      return line.cells.length === 2 && label.length <= longestLabel && !unsaid.test(value)
        ? [labelled({ label, value })]
        : [];
    }
    if (line.kind === "heading") return [];
    return line.text.split(/\s+[·|・]\s+/).flatMap((part) => {
      const [, label = "", value = ""] = spaced.exec(part) ?? tight.exec(part) ?? [];
      if (label === "" || label.split(/\s+/).length > 5) return [];
      const next = lines[index + 1];
      const below = value === "" && next?.kind === "plain" ? next.text : value;
      return below === "" || unsaid.test(below) ? [] : [labelled({ label, value: below })];
    });
  });
}

/** Reads lines as a scope. */
export function scopeOf(lines: readonly Line[]): Scope {
  return { text: lines.map((line) => line.text).join("\n"), lines, labels: labelsOf(lines) };
}

/** Reads a text as a scope: headings, items, rows and labelled values, in Markdown or as plain lines; what stands before the main heading comes last. */
export function readPage(text: string): Scope {
  const lines = linesOf(text);
  const top = lines.findIndex((line) => line.kind === "heading" && line.level === 1);
  return scopeOf(top > 0 ? [...lines.slice(top), ...lines.slice(0, top)] : lines);
}

/** Whether a value only says that there is none, as a dash in a table does. */
export function isUnsaid(value: string): boolean {
  return unsaid.test(value);
}
