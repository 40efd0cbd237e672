import { entitiesOf } from "./entity.ts";
import type { Facts } from "./facts.ts";
import { leavesOf } from "./leaves.ts";
import type { Structured } from "./structured.ts";

/** How much of the structured data stands before the text, in UTF-16 units; a value longer than the second stands there not at all. */
const MAX_HEADER = 12_000;
const MAX_VALUE = 500;

const LABELS: readonly (readonly [name: keyof Facts, label: string])[] = [
  ["title", "Title"],
  ["byline", "Byline"],
  ["published", "Published"],
  ["language", "Language"],
  ["description", "Description"],
];

/** The lines before a page's text: what it says of itself as `Label: value`, then an empty line; empty where it says nothing. */
export function headerOf({ facts, structured }: { facts: Facts; structured: Structured }): string {
  const lines = new Set<string>();
  for (const [name, label] of LABELS) {
    const value = facts[name];
    if (value !== null) lines.add(`${label}: ${value}`);
  }
  let length = 0;
  for (const line of structuredLines(structured)) {
    length += line.length;
    if (length > MAX_HEADER) break;
    lines.add(line);
  }
  return lines.size === 0 ? "" : `${[...lines].join("\n")}\n\n`;
}

function* structuredLines(structured: Structured): Generator<string> {
  for (const entity of entitiesOf(structured)) {
    for (const { path, value } of leavesOf(entity)) {
      const text = String(value).replace(/\s+/g, " ").trim();
      if (text !== "" && text.length <= MAX_VALUE) yield `${path.join(".")}: ${text}`;
    }
  }
  for (const [name, value] of Object.entries(structured.openGraph)) {
    if (value.length <= MAX_VALUE) yield `${name}: ${value}`;
  }
}
