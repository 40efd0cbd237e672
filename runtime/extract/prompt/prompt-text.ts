import { fold } from "../values/folded.ts";
import { withoutInvisible } from "../visible/invisible.ts";

/** How much a value that no reader sees may say: what is longer than a name is not a value but a text. */
const MAX_WORDS = 4;
const MAX_VALUE = 60;
const MAX_TOKEN = 40;
const MAX_NAME = 120;
const MAX_ADDRESS = 200;
const MAX_TITLE = 160;

/** Where a title, a list of names or a sentence can be taken apart. */
const BORDERS = /\s+[|–—·»›-]\s+|[,;]\s+/;

/**
 * The reduced page as a model reads it. What the page says of itself to machines stands before its text and nobody sees it
 * on the page: of that, only names, numbers, dates and addresses are passed on, and what its visible text says too.
 */
export function promptText({ text, hasHeader }: { text: string; hasHeader: boolean }): string {
  const end = hasHeader ? text.indexOf("\n\n") : -1;
  if (end < 0) return withoutInvisible(text);
  const body = text.slice(end + 2);
  const seen = fold(body).text;
  const header = text.slice(0, end).split("\n").map(withoutInvisible);
  return withoutInvisible([...header.filter((line) => isPassed(line, seen)), "", body].join("\n").trim());
}

/** A page's title as a model reads it; undefined where it has none. */
export function promptTitle(title: string | null): string | null {
  const text = withoutInvisible(title ?? "")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? null : text.slice(0, MAX_TITLE);
}

function isPassed(line: string, seen: string): boolean {
  const colon = line.indexOf(": ");
  const [name, value] = [line.slice(0, colon), line.slice(colon + 2).trim()];
  if (name.length > MAX_NAME || /\s/.test(name)) return false;
  return isAddress(value) || isPlain(value) || value.split(BORDERS).every((part) => isSeen(part, seen));
}

function isAddress(value: string): boolean {
  return value.length <= MAX_ADDRESS && /^https?:\/\/\S+$/i.test(value);
}

/** Whether a value is no more than a few words. */
function isPlain(value: string): boolean {
  if (value.length > MAX_VALUE || value.split(/\s+/).some((token) => token.length > MAX_TOKEN)) return false;
  const letters = value.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const words =
    value.match(/(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\p{L}{2,}/gu)?.length ?? 0;
  return words + letters / 2 <= MAX_WORDS;
}

function isSeen(part: string, seen: string): boolean {
  const sought = fold(part).text.trim();
  return sought !== "" && seen.includes(sought);
}
