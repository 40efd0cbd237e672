const unseen = /<(script|style|noscript|template|svg|nav|footer)\b[^>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  pound: "£",
  euro: "€",
  copy: "©",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
  eacute: "é",
  middot: "·",
  times: "×",
  frac12: "½",
};

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z0-9]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

const isMarkup = (text: string): boolean => /<(?:html|body|main|article|div|p|h1|table|ul)\b[^>]*>/i.test(text);

/** The text of an HTML page with headings, items and rows marked as in Markdown; any other text as it is. */
export function plainText(text: string): string {
  if (!isMarkup(text)) return text;
  const marked = text
    .replace(unseen, " ")
    .replace(/\s+/g, " ")
    .replace(/<title\b[^>]*>(.*?)<\/title>/gi, (_, title: string) => (/<h1\b/i.test(text) ? "" : `\n# ${title}\n`))
    .replace(/<h([1-6])\b[^>]*>/gi, (_, level: string) => `\n\n${"#".repeat(Number(level))} `)
    .replace(/<a\b[^>]*?\bhref="([^"\s]*)"[^>]*>(.*?)<\/a>/gi, "[$2]($1)")
    .replace(/<li\b[^>]*>/gi, "\n- ")
    .replace(/<tr\b[^>]*>/gi, "\n")
    .replace(/<\/(?:td|th)>/gi, " | ")
    .replace(/<dt\b[^>]*>/gi, "\n")
    .replace(/:?\s*<\/dt>\s*<dd\b[^>]*>/gi, ": ")
    .replace(/<br\b[^>]*>/gi, "\n")
    .replace(
      /<\/?(?:p|div|section|article|main|header|aside|table|ul|ol|dl|h[1-6]|figure|figcaption|blockquote)\b[^>]*>/gi,
      "\n\n",
    )
    .replace(/<[a-z/!][^>]*>/gi, "");
  return decoded(marked)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
