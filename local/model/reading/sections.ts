import type { Line } from "./lines.ts";
import { type Scope, scopeOf } from "./page-text.ts";
import { wordsOf } from "./words.ts";

const sentenceEnd = /[.!?。؟]["”’)]?$/u;
const loneName = /^[^:：.!?]{1,40}[:：]?$/u;

/** Whether a plain line stands like a heading: short and without an end, above a longer line that is a sentence. */
function headsProse({ lines, index }: { lines: readonly Line[]; index: number }): boolean {
  const line = lines[index];
  const next = lines.slice(index + 1, index + 3).find((one) => one.text !== "");
  if (line?.kind !== "plain" || next === undefined || !loneName.test(line.text)) return false;
  return sentenceEnd.test(next.text) && next.text.length > line.text.length;
}

function sectionEnd({ lines, start }: { lines: readonly Line[]; start: number }): number {
  const head = lines[start];
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (line?.kind === "heading" && (head?.kind !== "heading" || line.level <= head.level)) return index;
    if (head?.kind === "plain" && index > start + 1 && headsProse({ lines, index })) return index;
  }
  return lines.length;
}

/** The lines under the first heading, or lone short line, that is named like this: up to the next one of its kind. */
export function sectionOf({
  scope,
  named,
}: {
  scope: Scope;
  named: (words: readonly string[]) => boolean;
}): Scope | undefined {
  const { lines } = scope;
  const isNamed = (line: Line) => named(wordsOf(line.text));
  const heading = lines.findIndex((line) => line.kind === "heading" && isNamed(line));
  const start =
    heading >= 0
      ? heading
      : lines.findIndex((line) => line.kind === "plain" && loneName.test(line.text) && isNamed(line));
  if (start < 0) return undefined;
  const inside = lines.slice(start + 1, sectionEnd({ lines, start }));
  return inside.length === 0 ? undefined : scopeOf(inside);
}
