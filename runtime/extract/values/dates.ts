/** A day as a page writes it. */
export type WrittenDate = { readonly start: number; readonly end: number; readonly days: readonly string[] };

/** Languages whose names of months are understood. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl"];

const MONTHS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) =>
    (["long", "short"] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, index): [string, number] => [
        format
          .format(Date.UTC(2026, index, 15))
          .toLowerCase()
          .replace(".", ""),
        index + 1,
      ]);
    }),
  ),
);

const NAME = "([\\p{L}]{3,12})\\.?";
const DATE = new RegExp(
  [
    "(?<iso>\\d{4}-\\d{2}-\\d{2})(?!\\d)",
    `(?<!\\d)(?<d1>\\d{1,2})(?:st|nd|rd|th|\\.|º)?\\s(?:de\\s)?${NAME.replace("(", "(?<m1>")},?\\s(?:de\\s)?(?<y1>\\d{4})(?!\\d)`,
    `(?<![\\p{L}])${NAME.replace("(", "(?<m2>")}\\s(?<d2>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y2>\\d{4})(?!\\d)`,
    "(?<!\\d)(?<a>\\d{1,2})[./](?<b>\\d{1,2})[./](?<y3>\\d{4})(?!\\d)",
  ].join("|"),
  "gu",
);

/** The days in a text as YYYY-MM-DD, each with every day its spelling can mean: `11/01/2026` is in November or in January. */
export function datesIn(text: string): WrittenDate[] {
  return Array.from(text.matchAll(DATE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    days: daysOf(match.groups ?? {}),
  })).filter(({ days }) => days.length > 0);
}

function daysOf(groups: Record<string, string | undefined>): string[] {
  const { iso, d1, m1 = "", y1, d2, m2 = "", y2, a, b, y3 } = groups;
  if (iso) return [iso];
  const candidates = [
    [y1, MONTHS.get(m1.toLowerCase()), d1],
    [y2, MONTHS.get(m2.toLowerCase()), d2],
    [y3, b, a],
    [y3, a, b],
  ];
  return candidates.flatMap(([year, month, day]) =>
    year && month && day ? valid(`${year}-${two(month)}-${two(day)}`) : [],
  );
}

function valid(day: string): string[] {
  return Number.isNaN(Date.parse(day)) ? [] : [day];
}

function two(part: string | number): string {
  return String(part).padStart(2, "0");
}
