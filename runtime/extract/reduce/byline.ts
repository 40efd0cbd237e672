/** Words before an author's name, in the languages that most pages are written in. */
const BEFORE =
  /^(?:(?:(?:posted|written|story|article|published|words|text|reported)\s+)?by|author|von|par|por|di|da|door|av|af|autor|auteur|автор|文|著者|作者|بقلم)(?:\s*[:：]\s*|\s+)/iu;

/** What follows a name: a divider, a date, a role, an invitation. */
const AFTER =
  /\s*(?:[|·•—–]|\s-\s|,?\s*\(|\b(?:on|updated|published|posted|follow)\b|\d{1,2}[.:/ ]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d).*$/iu;

/** How much of a byline is read, in UTF-16 units. */
const MAX_WRITTEN = 1_000;

/** The longest text that can be names, in UTF-16 units. */
const MAX_LENGTH = 120;

/** The names in a byline, without what stands before and after them; null where it holds none. */
export function bylineNames(written: string): string | null {
  const text = written.slice(0, MAX_WRITTEN).replace(/\s+/g, " ").trim().replace(BEFORE, "");
  const names = text
    .replace(AFTER, "")
    .replace(/[\s,;:]+$/u, "")
    .trim();
  if (names.length > MAX_LENGTH || /^(?:https?:|@|www\.)/i.test(names)) return null;
  return /\p{L}{2}/u.test(names) ? names : null;
}

/** Whether a short line of a page says who wrote it. */
export function isByline(line: string): boolean {
  if (line.length > MAX_LENGTH || /[.!?。]$/.test(line) || !BEFORE.test(line)) return false;
  return /^\p{Lu}|^\p{Lo}/u.test(line.replace(BEFORE, ""));
}
