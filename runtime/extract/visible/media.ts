import { lengthOf } from "./css-length.ts";

/** The screen pages are read on: a desktop's, in pixels. */
const SCREEN = { width: 1_280, height: 800 } as const;

const OTHERS =
  /prefers-color-scheme\s*:\s*dark|prefers-reduced-motion\s*:\s*reduce|scripting\s*:\s*(?:none|initial-only)|orientation\s*:\s*portrait|hover\s*:\s*none|pointer\s*:\s*coarse|forced-colors\s*:\s*active/;

const BOUND = /(min|max)-(?:device-)?(width|height)\s*:\s*([^)]+)/g;
const RANGE = /(width|height)\s*(<=?|>=?)\s*([^)]+)/g;

/** Whether a list of CSS media queries is met by a desktop's screen in daylight. */
export function mediaHolds(queries: string): boolean {
  return queries.trim() === "" || queries.toLowerCase().split(",").some(queryHolds);
}

function queryHolds(query: string): boolean {
  const text = query.trim();
  if (text.startsWith("not ")) return !queryHolds(text.slice(4));
  if (/^(?:only\s+)?(?:print|speech|aural|braille|handheld|tv)\b/.test(text) || OTHERS.test(text)) return false;
  for (const [, bound, side, size = ""] of text.matchAll(BOUND)) {
    const screen = SCREEN[side === "height" ? "height" : "width"];
    const limit = lengthOf(size) ?? screen;
    if (bound === "min" ? screen < limit : screen > limit) return false;
  }
  for (const [, side, sign = "", size = ""] of text.matchAll(RANGE)) {
    const screen = SCREEN[side === "height" ? "height" : "width"];
    const limit = lengthOf(size) ?? screen;
    if (sign.startsWith("<") ? screen > limit : screen < limit) return false;
  }
  return true;
}
