import { kindredKeys, nameKey } from "./names.ts";

/** A place where a text says yes or no to a question. */
export type Statement = {
  readonly start: number;
  readonly end: number;
  readonly truth: boolean;
  readonly labelled: boolean;
};

const YES = "yes|true|ja|oui|sí|si|available|included|in ?stock|auf lager|lieferbar|en stock";
const NO =
  "no|false|nein|non|not|unavailable|excluded|out ?of ?stock|sold ?out|discontinued|ausverkauft|épuisé|agotado";
const ANSWER = spelled(`(?<no>${NO})|(?<yes>${YES})`);

const STOCK = spelled(
  "(?<no>out[ -]?of[ -]?stock|sold[ -]?out|not (?:currently |yet )?(?:in stock|available)|no longer available|unavailable|discontinued|nicht (?:lieferbar|verfügbar)|ausverkauft|épuisé|agotado|esaurito)" +
    "|(?<yes>in[ -]?stock|available|auf lager|lieferbar|en stock|disponible|disponibile)",
);

const NEGATION = "(?:no|not|non|never|without|kein|keine|nicht|ohne|sans|pas de|sin|senza)";
const PREFIX = /^(?:is|are|has|have|can|does|was|with|allows|accepts|offers|includes)(?=[A-Z_\s-])/;

/** Where a text answers the question that a yes-or-no property's name asks, in the order of the text. */
export function statementsIn(text: string, name: string): Statement[] {
  const keys = kindredKeys(name);
  const phrase = keys.includes("instock") ? STOCK : phraseOf(name);
  const found: Statement[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const label = /^([^:|]{1,80})(?::| \|)/.exec(line)?.[1];
    const named = label !== undefined && keys.some((key) => key !== "" && nameKey(label).endsWith(key));
    const from = named ? label.length : 0;
    const said = statements(line.slice(from), named ? ANSWER : phrase).map((statement) => ({
      ...statement,
      start: start + from + statement.start,
      end: start + from + statement.end,
      labelled: named,
    }));
    found.push(...(named ? said.slice(0, 1) : said));
    start += line.length + 1;
  }
  return found;
}

function statements(text: string, pattern: RegExp | undefined): { start: number; end: number; truth: boolean }[] {
  if (!pattern) return [];
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    truth: match.groups?.yes !== undefined,
  }));
}

/** The words of a property's name, as a text would say them; undefined for a name that says nothing by itself. */
function phraseOf(name: string): RegExp | undefined {
  const words = name
    .replace(PREFIX, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  if (words.join("").length < 4) return undefined;
  const phrase = words.join("[\\s-]?");
  return spelled(`(?<no>(?:${NEGATION}\\s(?:\\p{L}+\\s){0,2}?|non-)${phrase})|(?<yes>${phrase})`);
}

function spelled(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "giu");
}
