/** Pixels per unit, roughly: what matters is whether something is a point or a screen away. */
const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 37.8,
  mm: 3.78,
  vw: 12.8,
  vh: 8,
  vmin: 8,
  vmax: 12.8,
  "%": 12.8,
};

const LENGTH = /([-+]?(?:\d+\.?\d*|\.\d+)(?:e\d+)?)(px|r?em|ex|ch|pt|pc|in|cm|mm|vw|vh|vmin|vmax|%)?/gi;

/** The lengths a CSS value consists of, in pixels on a desktop screen; in a `calc()` the largest one, with its sign. */
export function lengthsIn(value: string): number[] {
  const found = Array.from(value.matchAll(LENGTH), ([, number = "", unit = "px"]) => {
    return Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
  });
  if (!/calc\(|min\(|max\(|clamp\(/i.test(value)) return found;
  const largest = found.reduce((most, length) => (Math.abs(length) > Math.abs(most) ? length : most), 0);
  return [/-\s*[\d.]|-1\s*\*/.test(value) ? -Math.abs(largest) : largest];
}

/** The first length of a CSS value, in pixels; undefined where it has none (`auto`). */
export function lengthOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : lengthsIn(value)[0];
}
