import { kindWanted, labelsLike, type Wanted } from "./candidates.ts";
import type { Scope } from "./page-text.ts";
import { sectionOf } from "./sections.ts";
import { coreWords, likeness } from "./words.ts";

const parted = (text: string): readonly string[] =>
  text
    .split(/\s*[,;、،·|]\s*|\s+(?:and|und|et|y)\s+|\s+&\s+/u)
    .map((part) => part.trim().replace(/[.。]$/, ""))
    .filter((part) => part !== "");

const itemsOf = (scope: Scope): readonly string[] =>
  scope.lines.filter((line) => line.kind === "item").map((line) => line.text);

function linesUnder(scope: Scope): readonly string[] {
  const items = itemsOf(scope);
  if (items.length > 0) return items;
  const rows = scope.lines.filter((line) => line.kind === "row").map((line) => line.cells[0] ?? "");
  return rows.length > 0 ? rows : scope.lines.filter((line) => line.kind === "plain").map((line) => line.text);
}

/** The texts a list property could hold: a section of that name, a labelled enumeration, everything of its kind, or the only list there is. */
export function listingFor({ wanted, scope }: { wanted: Wanted; scope: Scope }): readonly string[] {
  const section = sectionOf({ scope, named: (words) => likeness({ name: wanted.words, label: words }) >= 1.5 });
  if (section !== undefined) return linesUnder(section);
  const label = labelsLike({ words: wanted.words, scope })[0];
  if (label !== undefined) return parted(label.value);
  const core = coreWords(wanted.words);
  if (core.some((word) => ["heading", "headline", "title", "name", "section"].includes(word))) {
    const headings = scope.lines.filter((line) => line.kind === "heading").map((line) => line.text);
    if (headings.length > 1) return headings;
  }
  const kind = kindWanted(wanted);
  if (kind?.within !== undefined) return [...new Set(kind.find(scope))];
  if (core.some((word) => ["paragraph", "body", "content", "text"].includes(word))) {
    return scope.lines.filter((line) => line.kind === "plain" && line.text !== "").map((line) => line.text);
  }
  return core.some((word) =>
    ["item", "list", "value", "entry", "bullet", "point", "feature", "highlight"].includes(word),
  )
    ? itemsOf(scope)
    : [];
}
