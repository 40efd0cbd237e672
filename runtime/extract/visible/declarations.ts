type Declared = { readonly value: string; readonly important: boolean };

/** CSS properties, in lower case, with their values. */
export type Declarations = ReadonlyMap<string, Declared>;

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const ESCAPE = /\\([\da-f]{1,6})\s?|\\(.)/gi;

/** Reads the declarations of one rule or one `style` attribute; of two for one property the last counts, or the important one. */
export function readDeclarations(text: string): Declarations {
  const found = new Map<string, Declared>();
  for (const part of plainCss(text).split(";")) {
    const colon = part.indexOf(":");
    if (colon < 1) continue;
    const raw = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const bang = raw.lastIndexOf("!");
    const important = bang >= 0 && /^!\s*important$/.test(raw.slice(bang));
    const value = important ? raw.slice(0, bang).trim() : raw;
    if (value !== "") declare(found, part.slice(0, colon).trim().toLowerCase(), { value, important });
  }
  return found;
}

/** Declarations in the order of the cascade made one, weakest first. */
export function cascade(all: readonly Declarations[]): Declarations {
  const [only, second] = all;
  if (only && !second) return only;
  const merged = new Map<string, Declared>();
  for (const one of all) for (const [property, declared] of one) declare(merged, property, declared);
  return merged;
}

/** CSS without comments, and without the escapes by which a word can be spelled so that a search does not find it. */
export function plainCss(text: string): string {
  const bare = text.includes("/*") ? text.replace(COMMENT, " ") : text;
  return bare.includes("\\") ? bare.replace(ESCAPE, unescaped) : bare;
}

function unescaped(_: string, hex: string | undefined, character: string | undefined): string {
  if (hex === undefined) return character ?? "";
  const code = Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function declare(found: Map<string, Declared>, property: string, declared: Declared): void {
  if (!found.get(property)?.important || declared.important) found.set(property, declared);
}
