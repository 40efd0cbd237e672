import { labelsLike, type Wanted } from "./candidates.ts";
import { escaped } from "./escape.ts";
import type { Scope } from "./page-text.ts";
import { wordsOf } from "./words.ts";

function firstMention({ value, text }: { value: string; text: string }): number {
  const written = value
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
  const shapes = [written, wordsOf(value)].filter((words) => words.length > 0);
  if (shapes.length === 0) return -1;
  const source = shapes.map((words) => words.map(escaped).join("[\\s_-]*")).join("|");
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?:s|es)?(?![\\p{L}\\p{N}])`, "iu"));
}

/** Which of a closed list of values a scope mentions: beside the property's label, else the first one in the text. */
export function mentioned({
  values,
  wanted,
  scope,
}: {
  values: readonly unknown[];
  wanted: Wanted;
  scope: Scope;
}): unknown {
  const texts = [...labelsLike({ words: wanted.words, scope }).map((one) => one.value), scope.text];
  for (const text of texts) {
    const found = values
      .filter((value) => typeof value === "string" || typeof value === "number")
      .map((value) => ({ value, at: firstMention({ value: String(value), text }) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at || String(other.value).length - String(one.value).length);
    if (found[0] !== undefined) return found[0].value;
  }
  return undefined;
}

/** Every value of a closed list that a text mentions, in the list's order. */
export function allMentioned({ values, scope }: { values: readonly unknown[]; scope: Scope }): readonly unknown[] {
  const wanted: Wanted = { words: [], description: [] };
  return values.filter((value) => mentioned({ values: [value], wanted, scope }) !== undefined);
}
