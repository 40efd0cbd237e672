import type { Line } from "./lines.ts";

/** How much of a line of prose may be links, and how long it is at least and in full, in UTF-16 units. */
const MAX_LINKED = 0.5;
const MIN_LENGTH = 30;
const FULL_LENGTH = 100;

/** What a line without punctuation counts: a label more often than a sentence. */
const UNPUNCTUATED = 0.3;

const PUNCTUATION = /[.!?,;:…。、，！？।؟،]/;

/** How many characters of running text a line stands for: none in headings, labels and links, fewer where it is short. */
export function proseOf({ running, linked, box }: Pick<Line, "running" | "linked" | "box">): number {
  const share = linked / Math.max(1, running.length);
  if (share > MAX_LINKED || running.length < MIN_LENGTH || /^h[1-6]$/.test(box.element.localName)) return 0;
  const certainty = (PUNCTUATION.test(running) ? 1 : UNPUNCTUATED) * Math.min(1, running.length / FULL_LENGTH);
  return running.length * (1 - share) * certainty;
}
