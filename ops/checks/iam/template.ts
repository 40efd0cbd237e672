import { ANY, codesOf, type Glob, globOf, tokensOf } from "./glob.ts";
import { isUnknown, type Unknown, unknown } from "./truth.ts";

/** What is known of one context key: its values, null when the request does not carry it, or why that is not known. */
export type KeyState = readonly string[] | null | Unknown;

/** Looks up a context key, in lower case. */
export type Ask = (key: string) => KeyState;

type Piece = readonly number[] | { readonly key: string; readonly fallback: string | undefined };

/** A policy value with its wildcards and policy variables told apart. */
export type Template = { readonly pieces: readonly Piece[]; readonly fixed: Glob | undefined; readonly text: string };

/** A template with its variables filled in: a `*` stands where a value is not known, and `doubt` says which. */
export type Filled = { readonly glob: Glob; readonly doubt: Unknown | undefined } | "absent";

/** Which special characters a policy element gives a meaning to. */
export type TemplateRules = { readonly variables: boolean; readonly wildcards: boolean };

const VARIABLE = /\$\{([^}]*)\}/g;
const ESCAPES = new Set(["*", "?", "$"]);
const NAMED = /^([A-Za-z0-9-]+:[^,']+?)(?:,\s*'([^']*)')?$/;

function isCodes(piece: Piece): piece is readonly number[] {
  return Array.isArray(piece);
}

/** Reads a policy value; a sentence when a variable in it is not one AWS documents. */
export function parseTemplate(text: string, { variables, wildcards }: TemplateRules): Template | string {
  const plain = wildcards ? tokensOf : codesOf;
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of variables ? text.matchAll(VARIABLE) : []) {
    pieces.push(plain(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const inside = match[1] ?? "";
    const named = NAMED.exec(inside);
    if (ESCAPES.has(inside)) pieces.push(codesOf(inside));
    else if (named?.[1] !== undefined) pieces.push({ key: named[1].toLowerCase(), fallback: named[2] });
    else return `"${match[0]}" in "${text}" names no context key`;
  }
  pieces.push(plain(text.slice(from)));
  const fixed = pieces.every(isCodes) ? globOf(pieces.flat() as number[]) : undefined;
  return { pieces, fixed, text };
}

function lookUp(piece: { key: string; fallback: string | undefined }, ask: Ask): string | undefined | Unknown {
  const state = ask(piece.key);
  if (state === null || (!isKeyUnknown(state) && state.length === 0)) return piece.fallback;
  if (isKeyUnknown(state)) return state;
  return state.length === 1 ? state[0] : unknown(`\${${piece.key}} has several values`);
}

/** Whether a key's state is not known. */
export function isKeyUnknown(state: KeyState): state is Unknown {
  return state !== null && !Array.isArray(state) && isUnknown(state as Unknown);
}

/** Fills in the variables: a value's own `*` and `?` are plain characters; "absent" when a variable has no value. */
export function fill(template: Template, ask: Ask): Filled {
  if (template.fixed !== undefined) return { glob: template.fixed, doubt: undefined };
  const tokens: number[] = [];
  const because: string[] = [];
  for (const piece of template.pieces) {
    if (isCodes(piece)) tokens.push(...piece);
    else {
      const value = lookUp(piece, ask);
      if (value === undefined) return "absent";
      if (typeof value === "string") tokens.push(...codesOf(value));
      else {
        tokens.push(ANY);
        because.push(...value.because);
      }
    }
  }
  return { glob: globOf(tokens), doubt: because.length === 0 ? undefined : unknown(...because) };
}
