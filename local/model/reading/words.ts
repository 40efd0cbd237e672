const synonyms: readonly (readonly string[])[] = [
  ["author", "byline", "writer", "reporter", "by", "autor", "auteur", "著者", "بقلم", "الكاتب", "מאת"],
  ["published", "publish", "publication", "posted", "veröffentlicht", "publié", "公開日", "نشر", "نُشر"],
  ["updated", "update", "modified", "revised", "amended", "aktualisiert"],
  ["title", "headline", "heading", "titel", "titre", "タイトル", "العنوان", "כותרת"],
  ["summary", "abstract", "standfirst", "excerpt", "teaser", "lede", "description"],
  ["price", "cost", "preis", "prix", "precio", "価格", "السعر", "מחיר"],
  ["phone", "telephone", "tel", "mobile", "telefon"],
  ["email", "mail"],
  ["url", "link", "href", "website", "homepage", "web"],
  ["rating", "score", "star"],
  ["review", "rating"],
  ["step", "method", "instruction", "direction", "preparation"],
  ["serving", "serve", "serves", "yield", "portion"],
  ["preparation", "prep"],
  ["cooking", "cook", "baking", "bake"],
  ["category", "section", "topic"],
  ["tag", "keyword"],
  ["brand", "maker", "manufacturer"],
  ["location", "place", "venue", "where"],
  ["availability", "stock", "available"],
  ["population", "inhabitant", "resident"],
  ["quantity", "qty"],
];

const light = new Set(
  `at on of the is has in for a an and to from count number num no value text string name id date time minutes minute hours
  hour seconds kg grams gram usd eur gbp iso list items item article product recipe page post story event data result entry
  record all main total
  found detail details info information metadata meta object output answer response amount
  og twitter dc itemprop offers`.split(/\s+/),
);

const groups = new Map<string, ReadonlySet<string>>();
for (const words of synonyms) {
  for (const word of words) groups.set(word, new Set([...(groups.get(word) ?? []), ...words]));
}

const singular = (word: string): string => {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is|serves)$/.test(word) ? word.slice(0, -1) : word;
};

/** The words of a property name, a label or a phrase: `publishedAt` and `Published at` are the same; singular, lower case. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll("e-mail", "email")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (light.has(word) ? word : singular(word)));
}

/** The words that carry a name's meaning: without units and fillers, unless nothing else is there. */
export function coreWords(words: readonly string[]): readonly string[] {
  const core = words.filter((word) => !light.has(word));
  return core.length > 0 ? core : words;
}

/** A word and what means the same, singular. */
export function sameAs(word: string): ReadonlySet<string> {
  return groups.get(word) ?? new Set([word]);
}

const covers = (wider: readonly string[], narrower: readonly string[]): boolean =>
  narrower.every((word) => wider.some((other) => sameAs(word).has(other)));

/** How well a label names a property: 3 for the same words, between 1 and 2 where the label says more, or the same with less, 0 for strangers. */
export function likeness({ name, label }: { name: readonly string[]; label: readonly string[] }): number {
  if (label.length === 0 || name.length === 0) return 0;
  const [wanted, given] = [coreWords(name), coreWords(label)];
  const same = covers(given, wanted) && covers(wanted, given);
  if (same) return 3;
  const narrower = given.every((word) => name.includes(word));
  if (!narrower && !covers(given, wanted)) return 0;
  return 1 + Math.min(wanted.length, given.length) / Math.max(wanted.length, given.length);
}

/** The words a property is looked for by: its own, or with those of the object around it where its own say little, as in `brand.name`. */
export function wordsWithin({ outer, own }: { outer: readonly string[]; own: readonly string[] }): readonly string[] {
  return own.some((word) => !light.has(word)) ? own : [...outer, ...own];
}
