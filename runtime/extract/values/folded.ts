import { isInvisible } from "../visible/invisible.ts";

/** A text without the differences that do not matter when words are compared, with the way back to the original. */
export type Folded = {
  readonly text: string;
  /** For each unit of the folded text, and its end, where it begins in the original. */
  readonly origin: Uint32Array;
};

const SAME: Readonly<Record<string, string>> = { "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-" };

/** Folds letter case, typographic quotes and dashes, wide and joined letters, and runs of white space; leaves out what shows nothing. Linear in the text. */
export function fold(text: string): Folded {
  const units: string[] = [];
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = plainOf(character);
    if (plain !== " " || units.at(-1) !== " ") {
      for (const unit of plain) {
        units.push(unit);
        for (let index = 0; index < unit.length; index += 1) origin.push(at);
      }
    }
    at += character.length;
  }
  origin.push(text.length);
  return { text: units.join(""), origin: Uint32Array.from(origin) };
}

function plainOf(character: string): string {
  if (/\s/.test(character)) return " ";
  if (character <= "~") return character.toLowerCase();
  return isInvisible(character) ? "" : (SAME[character] ?? character.normalize("NFKC").toLowerCase());
}
