/** A colour by its parts: red, green and blue up to 255, opacity up to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const NAMED: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255, 1],
  snow: [255, 250, 250, 1],
  ivory: [255, 255, 240, 1],
  ghostwhite: [248, 248, 255, 1],
  whitesmoke: [245, 245, 245, 1],
  floralwhite: [255, 250, 240, 1],
  black: [0, 0, 0, 1],
  red: [255, 0, 0, 1],
  green: [0, 128, 0, 1],
  lime: [0, 255, 0, 1],
  blue: [0, 0, 255, 1],
  navy: [0, 0, 128, 1],
  yellow: [255, 255, 0, 1],
  gray: [128, 128, 128, 1],
  grey: [128, 128, 128, 1],
  silver: [192, 192, 192, 1],
  lightgray: [211, 211, 211, 1],
  lightgrey: [211, 211, 211, 1],
  transparent: [0, 0, 0, 0],
};

const WHITE: Colour = [255, 255, 255, 1];
const HEX = /#([\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\da-f])/i;
const FUNCTION = /(rgb|hsl)a?\(([^)]*)\)/i;
const WORD = /[a-z]+/gi;

/** How far two colours may lie apart in each part and still not be told from each other. */
const SAME = 14;

/** The first colour in a CSS value or an attribute; undefined where it has none that is understood. */
export function colourIn(value: string): Colour | undefined {
  const hex = HEX.exec(value)?.[1];
  if (hex) return fromHex(hex);
  const [, kind, parts = ""] = FUNCTION.exec(value) ?? [];
  if (kind) return kind.toLowerCase() === "rgb" ? fromRgb(parts) : fromHsl(parts);
  const name = (value.match(WORD) ?? []).find((word) => Object.hasOwn(NAMED, word.toLowerCase()));
  return name === undefined ? undefined : NAMED[name.toLowerCase()];
}

/** Whether text of one colour cannot be told from what lies under it; nothing lying there is a white page. */
export function isLost(text: Colour, under: Colour = WHITE): boolean {
  if (text[3] < 0.05) return true;
  return [0, 1, 2].every((part) => Math.abs((text[part] ?? 0) - (under[part] ?? 0)) <= SAME);
}

function fromHex(hex: string): Colour {
  const isShort = hex.length <= 4;
  const bits = isShort ? 4 : 8;
  const hasAlpha = hex.length === 4 || hex.length === 8;
  const number = Number.parseInt(hasAlpha ? hex : `${hex}${isShort ? "f" : "ff"}`, 16);
  const part = (place: number) => ((number >>> (place * bits)) & (isShort ? 15 : 255)) * (isShort ? 17 : 1);
  return [part(3), part(2), part(1), part(0) / 255];
}

function partsOf(text: string): number[] {
  return text
    .split(/[\s,/]+/)
    .filter((part) => part !== "")
    .map((part) => (part.endsWith("%") ? Number.parseFloat(part) / 100 : Number.parseFloat(part)));
}

function fromRgb(text: string): Colour {
  const percent = text.split(/[\s,/]+/)[0]?.endsWith("%") ?? false;
  const [red = 0, green = 0, blue = 0, alpha = 1] = partsOf(text);
  const scale = percent ? 255 : 1;
  return [red * scale, green * scale, blue * scale, alpha];
}

function fromHsl(text: string): Colour {
  const [hue = 0, saturation = 0, lightness = 0, alpha = 1] = partsOf(text);
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  };
  return [part(0), part(8), part(4), alpha];
}
