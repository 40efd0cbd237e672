import type { Atom, StringAtom } from "./atom.ts";
import { tightened } from "./expanded.ts";
import { formatSamples } from "./formats.ts";
import type { Json } from "./json-schema.ts";
import { patternSamples } from "./patterns.ts";

/** No text that is tried is longer. */
export const MOST_LENGTH = 5_000;

/** Numbers at, around and between the limits of the atoms. */
export function* numbers(atoms: readonly Atom[]): Generator<Json> {
  for (const atom of atoms) {
    if (atom.kind !== "number") continue;
    const { min, max, steps } = tightened(atom);
    const step = steps[0] ?? 1;
    const ends = [min, max, atom.min, atom.max].filter(Number.isFinite);
    const around = ends.flatMap((end) => [end, end + step, end - step, end + 1, end - 1, end + 0.5, end - 0.5]);
    const scaled = [1, 2, 3, 5, 7].flatMap((times) => [times * step, -times * step]);
    yield* [0, 1, 0.5, -1, -0.5, 1.5, ...around, ...scaled, 1e6, -1e6, 1e15, -1e15].map((value) =>
      Number(value.toPrecision(15)),
    );
  }
}

/** Texts around the lengths, the patterns and the formats of the atoms. */
export function* texts(atoms: readonly Atom[]): Generator<Json> {
  const strings = atoms.filter((atom): atom is Atom & StringAtom => atom.kind === "string");
  const shaped = strings.flatMap(({ patterns, formats }) => [
    ...patterns.flatMap(patternSamples),
    ...formats.flatMap(formatSamples),
  ]);
  yield* ["a", "", "ab", "0", " ", "A", "é"];
  for (const text of shaped) {
    yield* [text, `${text}a`, `a${text}`, `${text} `, text.slice(1), text.slice(0, -1), text.toUpperCase()];
  }
  for (const { min, max } of strings) {
    for (const length of [min, min - 1, min + 1, max, max + 1]) {
      if (length < 0 || length > MOST_LENGTH) continue;
      yield "a".repeat(length);
      for (const text of shaped) {
        if (text.length > 0 && text.length < length)
          yield* [text.padEnd(length, text.at(-1)), text.padEnd(length, "a")];
      }
    }
  }
}
