import { candidatesFor } from "../reading/candidates.ts";
import { labelled, type Scope } from "../reading/page-text.ts";
import { wordsOf } from "../reading/words.ts";
import { propertiesOf, type Schema } from "./schema.ts";

/** The properties of an item that is a name with a value, such as `{name, value}` or `{field, text}`. */
export interface NamedValueShape {
  readonly name: string;
  readonly value: string;
}

const nameWords = new Set(["name", "key", "label", "field", "property", "fact"]);
const valueWords = new Set(["value", "text", "content", "answer"]);
const mostLabels = 40;
const longestPhrase = 6;
const asking =
  /^(?:(?:please|then|also|only|just|me|us|i|we|need|want|would like|extract|find|get|give|return|list|tell|report|read|note|what|who|when|where|which|how much|how many|is|are|was|the|a|an|its|their|all|every|each|any)(?:\s+|$))+/i;
const placing =
  /\s+(?:of|from|on|in|for)\s+(?:the|this|that|each|its)\s+(?:web\s?)?(?:page|site|article|product|recipe|item|text|story|event)\b.*$/i;

/** Recognises an item that holds any value under a name of its own. */
export function namedValueShape(item: Schema): NamedValueShape | undefined {
  const names = propertiesOf(item).map(([name]) => name);
  const one = (among: ReadonlySet<string>) => names.find((name) => wordsOf(name).every((word) => among.has(word)));
  const [name, value] = [one(nameWords), one(valueWords)];
  return names.length === 2 && name !== undefined && value !== undefined ? { name, value } : undefined;
}

/** What instructions ask for, phrase by phrase: `Extract the price and who wrote it` asks for `price`. */
export function phrasesIn(instructions: string): readonly string[] {
  const parts = instructions.split(/[,;:.?!\n•]|\s(?:and|or|as well as|plus)\s/i);
  const phrases = parts.map((part) =>
    part
      .trim()
      .replace(placing, "")
      .replace(asking, "")
      .replace(/["'`“”]/g, "")
      .toLowerCase(),
  );
  return [...new Set(phrases)].filter((phrase) => phrase !== "" && phrase.split(/\s+/).length <= longestPhrase);
}

/** One small scope for each value the instructions ask for and the page holds; for each labelled value of the page where they name none of it. */
export function namedValues({
  shape,
  scope,
  instructions,
}: {
  shape: NamedValueShape;
  scope: Scope;
  instructions: string;
}): readonly Scope[] {
  const asked = phrasesIn(instructions).flatMap((phrase) => {
    const [value] = candidatesFor({ wanted: { words: wordsOf(phrase), description: [] }, scope });
    return value === undefined ? [] : [{ name: phrase, value }];
  });
  const labels = scope.labels.slice(0, mostLabels).map(({ label, value }) => ({ name: label.toLowerCase(), value }));
  return (asked.length > 0 ? asked : labels).map(({ name, value }) => ({
    text: value,
    lines: [],
    labels: [labelled({ label: shape.name, value: name }), labelled({ label: shape.value, value })],
  }));
}
