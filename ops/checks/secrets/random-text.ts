/** Ids and digests that are written with the same signs and are no secrets. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORD = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** Bits a character from which on a text of its length is no word of anybody's, and how long its words are at most. */
const LEAST_BITS = 3.3;
const LONGEST_MEAN_WORD = 3.2;

/** A word, a name or a number between the signs of a longer text. */
const PLAIN = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)?$/;
const LEAST_LENGTH = 14;

/** Whether a text looks as if it was drawn rather than written: many different signs, and no words among them. */
export function isRandomText(text: string): boolean {
  if (ID.test(text)) return false;
  const rest = text
    .split(/[^A-Za-z0-9]/)
    .filter((part) => !PLAIN.test(part))
    .join("");
  const words = rest.match(WORD) ?? [];
  const mean = rest.length / Math.max(1, words.length);
  return rest.length >= LEAST_LENGTH && bitsPerCharacter(rest) >= LEAST_BITS && mean <= LONGEST_MEAN_WORD;
}

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
