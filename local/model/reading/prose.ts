import type { Scope } from "./page-text.ts";

const person =
  "\\p{Lu}[\\p{L}'’.-]*(?: (?:(?:de|da|van|von|der|den|di|la|le|bin|al|el|ní|o') )*\\p{Lu}[\\p{L}'’.-]*){0,3}";
const bylines = [
  new RegExp(
    `(?:^|[·|—–-] |\\n)(?:By|Words by|Written by|Story by|Reported by|Recipe by|Von|Par|Por) (${person}(?: and ${person})?)`,
    "gmu",
  ),
  /(?:بقلم|كتبه|كتبته)[:：]?\s+([^\n،,·|]{3,60})/gu,
  /(?:מאת)[:：]?\s+([^\n,·|]{3,60})/gu,
  /(?:文|著者|記者)[=＝:：]\s*([^\n、,·|]{2,30})/gu,
];
const shortestParagraph = 60;

/** Who a text says it is by. */
export function authorsIn(text: string): readonly string[] {
  return bylines.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => (match[1] ?? "").trim().replace(/[.,]$/, "")),
  );
}

/** Ratings as written: `4.6 out of 5`, `4.6/5`, `★ 4.6`, `4 stars`; the number alone is returned. */
export function ratingsIn(text: string): readonly string[] {
  const pattern =
    /(\d(?:[.,]\d+)?)\s*(?:\/\s*(?:5|10)(?!\d)|out of (?:5|10|five|ten)|von 5|sur 5|stars?\b)|★\s*(\d(?:[.,]\d+)?)/giu;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? "");
}

/** What a scope is called: its highest first heading, else the first part of its first line. */
export function titlesIn(scope: Scope): readonly string[] {
  const headings = scope.lines.filter((line) => line.kind === "heading").sort((one, other) => one.level - other.level);
  if (headings.length > 0) return headings.map((line) => line.text);
  const first = scope.lines.find((line) => line.text !== "");
  if (first === undefined) return [];
  const alone = scope.lines.filter((line) => line.text !== "").length === 1;
  if (!alone && first.kind === "plain" && first.text.length <= 200) return [first.text];
  if (first.kind === "row") return first.cells.filter((cell) => cell !== "").slice(0, 1);
  const [head = ""] = first.text.split(/\s+[—–|·-]\s+|\s*[:：](?:\s+|$)|,\s+(?=\p{Sc}|\d)|\s+(?=https?:)/u);
  return head === "" ? [] : [head.length > 200 ? (head.split(/(?<=[.!?。])\s*/u)[0] ?? head) : head];
}

/** The running text: paragraphs long enough to be sentences. */
export function paragraphsIn(scope: Scope): readonly string[] {
  const named = new Set(scope.labels.filter((one) => one.words.length <= 2).map((one) => one.value));
  const isNamed = (text: string) => named.has(text.slice(text.indexOf(":") + 1).trim());
  const prose = scope.lines
    .filter((line) => line.kind === "plain" && line.text !== "" && !isNamed(line.text))
    .map((line) => line.text);
  const long = prose.filter((text) => text.length >= shortestParagraph);
  return long.length > 0 ? long : prose.filter((text) => /[.!?。؟]$/u.test(text));
}
