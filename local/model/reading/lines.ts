import { plainText } from "./markup.ts";

/** One line of a page, without its marks; `blank` lines part blocks. */
export interface Line {
  readonly kind: "heading" | "item" | "row" | "rule" | "blank" | "plain";
  /** 1 to 6 for headings, 0 elsewhere. */
  readonly level: number;
  readonly text: string;
  /** The cells of a row, else empty. */
  readonly cells: readonly string[];
  /** Where its links lead, as written. */
  readonly links: readonly string[];
}

const link = /!?\[([^[\]]{0,500})\]\(([^\s()]{1,2000})(?:\s+"[^"]{0,500}")?\)/g;

const bare = (text: string): string =>
  text
    .replace(link, "$1")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/`([^`]+)`/g, "$1")
    .trim();

function cellsOf(text: string): readonly string[] {
  const separator = text.includes("\t") ? "\t" : "|";
  const inner = separator === "|" ? text.replace(/^\s*\|/, "").replace(/\|\s*$/, "") : text;
  return inner.split(separator).map(bare);
}

function lineOf(raw: string): Line {
  const text = raw.trim();
  const links = [...text.matchAll(link)].map((match) => match[2] ?? "");
  const plain = { level: 0, cells: [], links };
  if (text === "") return { ...plain, kind: "blank", text };
  if (/^[|:\s-]*-{2,}[|:\s-]*$/.test(text)) return { ...plain, kind: "rule", text: "" };
  const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(text);
  if (heading?.[1] !== undefined)
    return { kind: "heading", level: heading[1].length, text: bare(heading[2] ?? ""), cells: [], links };
  const item = /^(?:[-*+•–▪◦]|\d{1,3}[.)])\s+(.+)$/u.exec(text);
  if (item !== null) return { ...plain, kind: "item", text: bare(item[1] ?? "") };
  if (text.startsWith("|") || /\S\t\S/.test(text) || text.split(" | ").length > 2) {
    const cells = cellsOf(text);
    return { ...plain, kind: "row", text: cells.filter((cell) => cell !== "").join(" | "), cells };
  }
  return { ...plain, kind: "plain", text: bare(text) };
}

/** Reads a text line by line; a text full of HTML elements is taken as its plain text first. */
export function linesOf(text: string): readonly Line[] {
  return plainText(text)
    .split(/\r\n|\r|\n|\u2028/)
    .map(lineOf);
}
