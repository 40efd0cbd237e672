import { Decimal, exactNumber } from "./decimal.ts";
import type { Value } from "./value.ts";

/** Stands for a number that DynamoDB cannot store. */
export const UNSTORABLE = new Decimal("");

export type ScannedJson = {
  readonly value: Value;
  /** The most levels that the text nests; the value itself is level 1. */
  readonly depth: number;
  /** Whether the text has, even in what a repeated key replaced, anything that may not be stored. */
  readonly odd: boolean;
};

const TOKEN = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a string
const SPECIAL = /[\\\u0000-\u001f]/;

const LITERALS = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** The fewest UTF-16 code units that may take more than 65,535 bytes. */
const LONG_KEY = 21_845;

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [34, 44, 58, 91, 93, 123, 125];

/** Reads a JSON text of any depth with exact numbers, the last of repeated keys counting; undefined for what is no JSON (RFC 8259). */
export function scanJson(text: string): ScannedJson | undefined {
  const open: (Value[] | Map<string, Value>)[] = [];
  const keys: string[] = [];
  let at = 0;
  let depth = 0;
  let odd = !text.isWellFormed();

  const skip = (): number => {
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    return code;
  };

  const string = (): string | undefined => {
    const start = at + 1;
    let end = text.indexOf('"', start);
    if (end < 0) return undefined;
    const simple = text.slice(start, end);
    at = end + 1;
    if (!SPECIAL.test(simple)) return simple;
    for (end = start; text.charCodeAt(end) !== QUOTE; end += text.charCodeAt(end) === 92 ? 2 : 1) {
      if (end >= text.length) return undefined;
    }
    at = end + 1;
    const escaped = unescaped(text.slice(start - 1, at));
    odd ||= escaped?.isWellFormed() === false;
    return escaped;
  };

  const key = (): boolean => {
    const name = skip() === QUOTE ? string() : undefined;
    if (name === undefined || skip() !== COLON) return false;
    at += 1;
    odd ||= name === "" || name.length > LONG_KEY;
    keys.push(name);
    return true;
  };

  const scalar = (): Value | undefined => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return undefined;
    at += token.length;
    const value = LITERALS.get(token);
    if (value !== undefined) return value;
    const number = exactNumber(token);
    odd ||= number === undefined;
    return number ?? UNSTORABLE;
  };

  for (;;) {
    const code = skip();
    depth = Math.max(depth, open.length + 1);
    let value: Value | undefined;
    if (code === OPEN_MAP || code === OPEN_LIST) {
      at += 1;
      const container = code === OPEN_MAP ? new Map<string, Value>() : [];
      if (skip() !== (code === OPEN_MAP ? CLOSE_MAP : CLOSE_LIST)) {
        open.push(container);
        if (code === OPEN_MAP && !key()) return undefined;
        continue;
      }
      at += 1;
      value = container;
    } else value = code === QUOTE ? string() : scalar();

    if (value === undefined) return undefined;
    for (;;) {
      const parent = open.at(-1);
      const next = skip();
      if (parent === undefined) return at === text.length ? { value, depth, odd } : undefined;
      const isList = Array.isArray(parent);
      if (isList) parent.push(value);
      else parent.set(keys.pop() ?? "", value);
      at += 1;
      if (next === COMMA) {
        if (!isList && !key()) return undefined;
        break;
      }
      if (next !== (isList ? CLOSE_LIST : CLOSE_MAP)) return undefined;
      open.pop();
      value = parent;
    }
  }
}

function unescaped(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
