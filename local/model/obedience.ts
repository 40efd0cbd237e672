const addressed =
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,60}\b(?:instruction|prompt|above|previous|rule|schema)|\b(?:you must|you are now|new instructions?|system (?:message|prompt|override)|(?:note|message) (?:to|for) (?:the |any )?(?:ai|assistant|model|llm|language model)s?)\b|<\/?(?:system|instructions?)>/i;
const leak =
  /\b(?:reveal|repeat|print|show|output|include|quote)\b[^.\n]{0,40}\b(?:system prompt|system message|instructions|prompt above)\b/i;
const assignment =
  /\b(?:set|change|make|report|return|give|put)\s+(?:the\s+|its\s+)?["'`“]?([\p{L}_][\p{L}\p{N}_ ]{0,30}?)["'`”]?\s+(?:to|as|=|must be|should be)\s+["'`“]?([^"'`”.\n]{1,120}?)["'`”]?(?=[.\n,;]|\s+and\b|$)/giu;
const speech =
  /\b(?:say|output|answer|reply|respond|write|return|print)\b(?:\s+(?:only|with|exactly|the (?:word|text|following)|nothing but))*:?\s+(?:["'`“]([^"'`”\n]{1,200})["'`”]|(\p{Lu}[\p{Lu}\d_ -]{2,60}))/gu;

/** What a page orders its reader to do: values for named properties, and words to say. */
export interface Orders {
  readonly values: ReadonlyMap<string, string>;
  readonly words: string | undefined;
}

/** Reads the orders a text gives to whoever reads it; undefined where it gives none. Used by the fault `obey` alone. */
export function ordersIn({ page, system }: { page: string; system: string }): Orders | undefined {
  if (!addressed.test(page) && !leak.test(page)) return undefined;
  const values = new Map(
    [...page.matchAll(assignment)].map(([, name = "", value = ""]) => [name.toLowerCase(), value] as const),
  );
  const said = [...page.matchAll(speech)].map((match) => match[1] ?? match[2] ?? "")[0];
  const words = leak.test(page) ? system : said;
  return values.size === 0 && words === undefined ? undefined : { values, words };
}

/** Every property name a schema uses, at any depth. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([word, value]) => {
    const own = word === "properties" && typeof value === "object" && value !== null ? Object.keys(value) : [];
    return [...own, ...namesIn(value)];
  });
}

/** The page as a model reads it that does what the page tells it: its orders stand first, under the names they are about. */
export function obeyedPage({ page, orders, schema }: { page: string; orders: Orders; schema: unknown }): string {
  const said = orders.words?.replace(/\s+/g, " ");
  const named = [...orders.values].map(([name, value]) => `${name}: ${value}`);
  const spoken =
    said === undefined ? [] : [`# ${said}`, ...[...new Set(namesIn(schema))].map((name) => `${name}: ${said}`)];
  return [...named, ...spoken, page].join("\n");
}
