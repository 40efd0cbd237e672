import { leavesOf } from "../fill/leaves.ts";
import { withoutInvisible } from "../visible/invisible.ts";
import { entitiesOf, typesOf } from "./entity.ts";
import type { Facts } from "./facts.ts";
import type { TracedLine } from "./origin.ts";
import type { Structured } from "./structured.ts";

/** How much of the structured data stands before the text, in UTF-16 units; a value longer than the second stands there not at all. */
const MAX_HEADER = 12_000;
const MAX_VALUE = 500;

const LABELS: readonly (readonly [name: keyof Facts, label: string])[] = [
  ["title", "Title"],
  ["byline", "Byline"],
  ["published", "Published"],
  ["modified", "Modified"],
  ["language", "Language"],
  ["description", "Description"],
];

/** The lines before a page's text, each once: what it says of itself, as `Label: value`. */
export function headerOf({ facts, structured }: { facts: Facts; structured: Structured }): TracedLine[] {
  const lines = new Map<string, TracedLine>();
  const add = ({ label, fact, value }: Said) => {
    const text = `${label}: ${value}`;
    if (!lines.has(text)) lines.set(text, { text, source: { fact } });
  };
  for (const [fact, label] of LABELS) {
    const value = facts[fact];
    if (value !== null) add({ label, fact, value });
  }
  let length = 0;
  for (const said of saidIn(structured)) {
    length += said.label.length + said.value.length + 2;
    if (length > MAX_HEADER) break;
    add(said);
  }
  return [...lines.values()];
}

type Said = { readonly label: string; readonly fact: string; readonly value: string };

function* saidIn(structured: Structured): Generator<Said> {
  for (const entity of entitiesOf(structured)) {
    const [type] = typesOf(entity);
    for (const { path, value } of leavesOf(entity)) {
      const text = withoutInvisible(String(value)).replace(/\s+/g, " ").trim();
      const label = path.join(".");
      if (text !== "" && text.length <= MAX_VALUE)
        yield { label, fact: type ? `${type}.${label}` : label, value: text };
    }
  }
  for (const [name, value] of Object.entries(structured.openGraph)) {
    if (value.length <= MAX_VALUE) yield { label: name, fact: name, value };
  }
}
