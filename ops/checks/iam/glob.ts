/** Wildcard tokens; every other token is a character code. The two `_IN_PART` ones never match a colon, `HEX` matches 0-9 and a-f. */
export const ANY = -1;
export const ONE = -2;
export const ANY_IN_PART = -3;
export const ONE_IN_PART = -4;
export const HEX = -5;
export const COLON = 58;

/** A compiled pattern over whole strings. */
export type Glob = {
  readonly tokens: readonly number[];
  /** The only string it matches, when it has no wildcard. */
  readonly literal: string | undefined;
  /** What every match starts with. */
  readonly prefix: string;
  /** True when the prefix is followed by one `*` and nothing else. */
  readonly open: boolean;
  /** True when a wildcard does not match every character. */
  readonly parted: boolean;
};

/** The codes of a text that is matched as it is. */
export function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** The tokens of a text in which `*` and `?` are wildcards. */
export function tokensOf(text: string): number[] {
  return codesOf(text).map((code) => (code === 42 ? ANY : code === 63 ? ONE : code));
}

/** Compiles tokens. */
export function globOf(tokens: readonly number[]): Glob {
  const first = tokens.findIndex((token) => token < 0);
  const stop = first === -1 ? tokens.length : first;
  const prefix = String.fromCharCode(...tokens.slice(0, stop));
  return {
    tokens,
    literal: first === -1 ? prefix : undefined,
    prefix,
    open: first !== -1 && first === tokens.length - 1 && tokens[first] === ANY,
    parted: tokens.some((token) => token <= ANY_IN_PART),
  };
}

/** Compiles a text in which `*` and `?` are wildcards. */
export function globFrom(text: string): Glob {
  return globOf(tokensOf(text));
}

/**
 * The positions reachable without reading a character: a `*` may match nothing. What comes before the last `*` among them is
 * dropped, for whatever matches from there matches from that `*` too.
 */
export function close(tokens: readonly number[], positions: readonly number[]): number[] {
  const closed = new Set<number>();
  for (const start of positions) {
    let at = start;
    closed.add(at);
    while (tokens[at] === ANY || tokens[at] === ANY_IN_PART) closed.add(++at);
  }
  const sorted = [...closed].sort((left, right) => left - right);
  const last = sorted.findLastIndex((at) => tokens[at] === ANY);
  return last > 0 ? sorted.slice(last) : sorted;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

/** The positions after reading one character from these positions. */
export function advance(tokens: readonly number[], positions: readonly number[], code: number): number[] {
  const next: number[] = [];
  for (const at of positions) {
    const token = tokens[at];
    if (token === ANY || (token === ANY_IN_PART && code !== COLON)) next.push(at);
    else if (token === code || token === ONE || (token === ONE_IN_PART && code !== COLON)) next.push(at + 1);
    else if (token === HEX && isHex(code)) next.push(at + 1);
  }
  return next.length === 0 ? next : close(tokens, next);
}

function matchesParted(tokens: readonly number[], text: string): boolean {
  let positions = close(tokens, [0]);
  for (let at = 0; at < text.length && positions.length > 0; at++) {
    positions = advance(tokens, positions, text.charCodeAt(at));
  }
  return positions.includes(tokens.length);
}

function matchesGreedily(tokens: readonly number[], text: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current === ANY) {
      star = token++;
      resume = at;
    } else if (current === ONE || current === text.charCodeAt(at)) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[token] === ANY) token++;
  return token === tokens.length;
}

/** Whether the whole text matches. */
export function matches(glob: Glob, text: string): boolean {
  if (glob.literal !== undefined) return glob.literal === text;
  if (!text.startsWith(glob.prefix)) return false;
  if (glob.open) return true;
  return glob.parted ? matchesParted(glob.tokens, text) : matchesGreedily(glob.tokens, text);
}
