import { isByline } from "./byline.ts";
import { isDateline, isStamp } from "./dateline.ts";
import type { Line } from "./lines.ts";
import { announced, isAsking, isNotice } from "./notice.ts";
import { proseOf } from "./prose.ts";

/** A line of the block that holds the main text, and whether it is still taken for a part of it. */
export type Judged = { readonly line: Line; kept: boolean };

/** The share of the text that may stand before the headline, or after a heading that announces other pages, to be left out. */
const MAX_BEFORE = 0.2;
const MAX_AFTER = 0.1;

/** The longest line that leads to another page as `See also: its title`, and the longest text before its colon. */
const MAX_LEAD = 250;
const LEAD = /^[^:：]{2,25}[:：]/u;

/** Takes out, line by line, what the main text's own block still holds beside it. */
export function trim(lines: readonly Judged[]): void {
  dropBeforeHeadline(lines);
  for (const judged of lines) if (judged.kept && isBeside(judged.line)) judged.kept = false;
  dropHead(lines);
  dropAnnounced(lines);
  dropEnd(lines);
  dropEmptyHeadings(lines);
}

function dropBeforeHeadline(lines: readonly Judged[]): void {
  const headlines = lines.filter(({ line }) => line.box.element.localName === "h1");
  const [headline] = headlines;
  if (!headline || headlines.length > 1) return;
  const before = lines.slice(0, lines.indexOf(headline));
  if (proseIn(before) < MAX_BEFORE * proseIn(lines)) drop(before);
}

function isBeside({ text, running, linked, box }: Line): boolean {
  if (running === "" && text !== "") return true;
  if (isNotice(running) || isStamp(running)) return true;
  if (running.length > MAX_LEAD || box.element.localName === "li") return false;
  const lead = LEAD.exec(running)?.[0].length ?? 0;
  return lead > 0 && linked > 0.5 * (running.length - lead);
}

/** Who wrote it and when, above the text. */
function dropHead(lines: readonly Judged[]): void {
  for (const judged of lines) {
    if (!judged.kept) continue;
    if (isByline(judged.line.running) || isDateline(judged.line.running)) judged.kept = false;
    else if (proseOf(judged.line) > 0) return;
  }
}

/** From a heading that announces comments or other pages to the end, if what precedes it is the better part. */
function dropAnnounced(lines: readonly Judged[]): void {
  const all = proseIn(lines);
  let before = 0;
  for (const [index, { line, kept }] of lines.entries()) {
    const what = kept ? announced(line.running) : undefined;
    if (what && before > 0 && (what === "comments" || all - before < MAX_AFTER * all)) {
      drop(lines.slice(index));
      return;
    }
    if (kept) before += proseOf(line);
  }
}

function dropEnd(lines: readonly Judged[]): void {
  for (const judged of lines.toReversed()) {
    if (!judged.kept) continue;
    const { running } = judged.line;
    if (!isHeading(judged.line) && !isAsking(running) && !isDateline(running)) return;
    judged.kept = false;
  }
}

/** A heading whose text has been left out goes too: what follows is the end, or a heading of its rank. */
function dropEmptyHeadings(lines: readonly Judged[]): void {
  let next: Line | undefined;
  let cut = true;
  for (const judged of lines.toReversed()) {
    if (!judged.kept) {
      cut = true;
      continue;
    }
    const rank = isHeading(judged.line) && judged.line.box.element.localName;
    if (rank && cut && (!next || (isHeading(next) && next.box.element.localName <= rank))) {
      judged.kept = false;
      continue;
    }
    next = judged.line;
    cut = false;
  }
}

function isHeading({ box }: Line): boolean {
  return /^h[2-6]$/.test(box.element.localName);
}

function proseIn(lines: readonly Judged[]): number {
  return lines.reduce((sum, { line, kept }) => sum + (kept ? proseOf(line) : 0), 0);
}

function drop(lines: readonly Judged[]): void {
  for (const judged of lines) judged.kept = false;
}
