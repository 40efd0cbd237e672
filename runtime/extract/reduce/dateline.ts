/** Languages whose names of months and days are known. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "id", "ar"];

/** Words that stand beside a date and a time. */
const BESIDE =
  "published updated posted modified first last originally on at by am pm gmt est edt cst cdt pst pdt utc et pt ct bst ist " +
  "min mins minute minutes hour hours day days ago read th st nd rd de um uhr veröffentlicht aktualisiert am stand publié " +
  "mis à jour le publicado actualizado el las a las atualizado em às pubblicato aggiornato il alle ore опубликовано обновлено";

const STAMPED =
  /^\W*(?:first |last |originally )?(?:published|updated|posted|modified|created|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|опубликовано|обновлено)/iu;

const WORDS: ReadonlySet<string> = new Set([...BESIDE.split(" "), ...LANGUAGES.flatMap(calendarOf)]);

const MAX_LENGTH = 120;

/** Whether a line says no more than a day or a time. */
export function isDateline(text: string): boolean {
  const { known, all } = datedWords(text);
  return (known >= 3 && known >= 0.8 * all) || isStamp(text);
}

/** Whether a line says when the page was written or changed, by saying so. */
export function isStamp(text: string): boolean {
  const { known, all } = datedWords(text);
  return known > 0 && known >= 0.5 * all && STAMPED.test(text);
}

/** How many words a line has, and how many of them belong to dates; a line without a number, or a long one, is no date. */
function datedWords(text: string): { known: number; all: number } {
  if (text.length > MAX_LENGTH || !/\d/.test(text)) return { known: 0, all: 0 };
  const words = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  return { known: words.filter((word) => /\d/.test(word) || WORDS.has(word)).length, all: words.length };
}

function calendarOf(language: string): string[] {
  return (["long", "short"] as const).flatMap((style) => {
    const month = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
    const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" });
    const names = Array.from({ length: 12 }, (_, index) => [
      month.format(Date.UTC(2026, index, 15)),
      weekday.format(Date.UTC(2026, 0, 1 + index)),
    ]);
    return names.flat().map((name) => name.toLowerCase().replace(/\W+$/u, ""));
  });
}
