/** How many UTF-16 units one token of a current model holds about, by script; only the model's own tokeniser knows. */
const UNITS_PER_TOKEN = { latin: 4, alphabetic: 2, ideographic: 1 };

const IDEOGRAPHS_FROM = 0x2e80;
const LATIN_UNTIL = 0x0250;

/** How much of a page is kept at most, in estimated tokens: what fits every model of the catalogue beside prompt and answer. */
export const TEXT_BUDGET = 30_000;

/** The longest text that fits the budget whatever it is written in, in UTF-16 units. */
export const MAX_TEXT = TEXT_BUDGET * UNITS_PER_TOKEN.latin;

/** How many tokens a text comes to, estimated by its characters. */
export function estimatedTokens(text: string): number {
  return tokensUntil(text, Number.POSITIVE_INFINITY).tokens;
}

/** The beginning of a text that fits a budget in estimated tokens. */
export function withinBudget(text: string, budget = TEXT_BUDGET): string {
  if (text.length <= budget * UNITS_PER_TOKEN.ideographic) return text;
  return text.slice(0, tokensUntil(text, budget).end);
}

function tokensUntil(text: string, budget: number): { tokens: number; end: number } {
  let tokens = 0;
  for (let end = 0; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const next = tokens + 1 / UNITS_PER_TOKEN[kindOf(code)];
    if (next > budget) return { tokens, end: isLowSurrogate(code) ? end - 1 : end };
    tokens = next;
  }
  return { tokens, end: text.length };
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function kindOf(code: number): keyof typeof UNITS_PER_TOKEN {
  if (code < LATIN_UNTIL) return "latin";
  return code < IDEOGRAPHS_FROM ? "alphabetic" : "ideographic";
}
