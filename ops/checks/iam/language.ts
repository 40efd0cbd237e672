import { ANY, ANY_IN_PART, advance, COLON, close, type Glob, HEX, ONE, ONE_IN_PART } from "./glob.ts";

/** What a walk through all strings of a domain reports: one string for every combination of patterns that occurs. */
export type Visit = (accepts: (glob: Glob) => boolean, witness: string) => "stop" | "go";

/** The strings that match any pattern of `domain`, told apart by which patterns of `watch` they match. */
export type Walk = { readonly domain: readonly Glob[]; readonly watch: readonly Glob[]; readonly visit: Visit };

const MOST_STATES = 20_000;
const FILLERS = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_"
  .split("")
  .map((c) => c.charCodeAt(0));

const HEX_DIGITS = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

type State = {
  readonly positions: readonly (readonly number[])[];
  readonly from: State | undefined;
  readonly code: number;
};

function witnessOf(state: State): string {
  const codes: number[] = [];
  for (let at: State | undefined = state; at?.from !== undefined; at = at.from) codes.push(at.code);
  return String.fromCharCode(...codes.reverse());
}

/** The characters worth trying: those some pattern asks for next, one that none asks for, and a colon where it matters. */
function alphabetOf(globs: readonly Glob[], state: State, domainSize: number, filler: number): Set<number> {
  const codes = new Set<number>();
  let free = false;
  for (const [index, glob] of globs.entries()) {
    if (index === domainSize && !free) break;
    for (const at of state.positions[index] ?? []) {
      const token = glob.tokens[at];
      if (token === undefined) continue;
      if (token >= 0) codes.add(token);
      if (token === ANY_IN_PART || token === ONE_IN_PART) codes.add(COLON);
      if (token === HEX) for (const digit of HEX_DIGITS) codes.add(digit);
      if (index < domainSize && (token === ANY || token === ONE || token <= ANY_IN_PART)) free = true;
    }
  }
  if (free) codes.add(filler);
  return codes;
}

/**
 * Walks the product of all patterns' automata breadth first, so the first string of a combination is a shortest one.
 * Answers "stopped" when the visitor stopped it, "done" after every combination, "too many" when it gave up.
 */
export function walk({ domain, watch, visit }: Walk): "stopped" | "done" | "too many" {
  const globs = [...domain, ...watch];
  const used = new Set(globs.flatMap(({ tokens }) => tokens));
  const filler = FILLERS.find((code) => !used.has(code)) ?? 0x2603;
  const first: State = { positions: globs.map(({ tokens }) => close(tokens, [0])), from: undefined, code: 0 };
  const seen = new Set<string>();
  const queue: State[] = [first];
  for (let head = 0; head < queue.length; head++) {
    if (head > MOST_STATES) return "too many";
    const state = queue[head] as State;
    const accepts = (glob: Glob) => state.positions[globs.indexOf(glob)]?.includes(glob.tokens.length) === true;
    if (domain.some(accepts) && visit(accepts, witnessOf(state)) === "stop") return "stopped";
    for (const code of alphabetOf(globs, state, domain.length, filler)) {
      const positions = globs.map(({ tokens }, at) => advance(tokens, state.positions[at] ?? [], code));
      if (domain.every((_, at) => positions[at]?.length === 0)) continue;
      const key = positions.map((set) => set.join(",")).join(";");
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ positions, from: state, code });
    }
  }
  return "done";
}

/** A shortest string that both patterns match; undefined when there is none. */
export function intersection(left: Glob, right: Glob): string | undefined {
  let found: string | undefined;
  const visit: Visit = (accepts, witness) => {
    if (!accepts(right)) return "go";
    found = witness;
    return "stop";
  };
  if (walk({ domain: [left], watch: [right], visit }) === "too many") {
    throw new RangeError("The two patterns have too many wildcards to intersect; use fewer.");
  }
  return found;
}

/** A shortest string the first pattern matches and the second does not; undefined when the second covers the first. */
export function difference(left: Glob, right: Glob): string | undefined {
  let found: string | undefined;
  const visit: Visit = (accepts, witness) => {
    if (accepts(right)) return "go";
    found = witness;
    return "stop";
  };
  if (walk({ domain: [left], watch: [right], visit }) === "too many") {
    throw new RangeError("The two patterns have too many wildcards to subtract; use fewer.");
  }
  return found;
}
