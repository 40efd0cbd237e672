const SPECIAL = /[\\^$.*+?()[\]{}|]/;

/** The text that every match begins with, where a pattern is no more than `^text`. */
function prefixOf(pattern: string): string | undefined {
  const text = pattern.startsWith("^") ? pattern.slice(1) : undefined;
  return text === undefined || SPECIAL.test(text) ? undefined : text;
}

/** The plain text right behind a pattern's `^`, as far as it has to stand there. */
function beginningOf(pattern: string): string {
  const text = pattern.startsWith("^") && !pattern.includes("|") ? pattern.slice(1) : "";
  const at = text.search(SPECIAL);
  if (at < 0) return text;
  return /[*?{]/.test(text.charAt(at)) ? text.slice(0, Math.max(0, at - 1)) : text.slice(0, at);
}

const EVERYTHING = new Set(["", "^", "$", ".*", "^.*", "(?:)", "^[\\s\\S]*$", "^[\\s\\S]{0,}$"]);

/** Whether every text of one pattern is known to be one of the other: the same, a longer beginning, or no limit at all. */
export function patternImplies(inner: string, outer: string): boolean {
  if (inner === outer || EVERYTHING.has(outer)) return true;
  const prefix = prefixOf(outer);
  return prefix !== undefined && beginningOf(inner).startsWith(prefix);
}

type Read = { readonly texts: readonly string[]; readonly rest: string };

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: ["0", "9"],
  w: ["a", "Z", "_"],
  s: [" "],
  D: ["a", "-"],
  W: ["-", " "],
  S: ["a", "0"],
  n: ["\n"],
  t: ["\t"],
  b: [""],
  B: [""],
};
const MOST = 12;
const TRIED = ["a", "b", "c", "m", "z", "A", "M", "Z", "0", "1", "5", "9", "-", "_", ".", " ", "@", "é", "\n"];

/** Texts that may match a pattern, of several lengths and characters; each is still to be tried against it. */
export function patternSamples(pattern: string): readonly string[] {
  const { texts } = choices(pattern);
  return [...new Set(texts)].filter((text) => new RegExp(pattern).test(text));
}

function choices(pattern: string): Read {
  let texts: string[] = [];
  let rest = pattern;
  do {
    const read = sequence(rest.startsWith("|") ? rest.slice(1) : rest);
    texts = spread([...texts, ...read.texts]);
    rest = read.rest;
  } while (rest.startsWith("|"));
  return { texts, rest };
}

function sequence(pattern: string): Read {
  let texts: readonly string[] = [""];
  let rest = pattern;
  while (rest !== "" && !/^[|)]/.test(rest)) {
    const one = unit(rest);
    const { counts, length } = repeated(one.rest);
    const next = counts.flatMap((count) =>
      count === 0 ? [""] : [...one.texts.map((text) => text.repeat(count)), ...mixed(one.texts, count)],
    );
    texts = spread(joined(texts, spread(next)));
    rest = one.rest.slice(length);
  }
  return { texts, rest };
}

const mixed = (texts: readonly string[], count: number) =>
  count > 1 ? [Array.from({ length: count }, (_, at) => texts[at % texts.length] ?? "").join("")] : [];

function joined(heads: readonly string[], tails: readonly string[]): string[] {
  const pairs = Math.max(heads.length, tails.length);
  const zipped = Array.from(
    { length: pairs },
    (_, at) => `${heads[at % heads.length] ?? ""}${tails[at % tails.length] ?? ""}`,
  );
  return [...new Set([...zipped, ...heads.flatMap((head) => tails.map((tail) => `${head}${tail}`))])];
}

const spread = (texts: readonly string[]) => [...new Set(texts)].slice(0, MOST * 2);

function unit(pattern: string): Read {
  const [first = ""] = pattern;
  if (first === "^" || first === "$") return { texts: [""], rest: pattern.slice(1) };
  if (first === ".") return { texts: ["a", "0", "-"], rest: pattern.slice(1) };
  if (first === "\\") return { texts: CLASSES[pattern.charAt(1)] ?? [pattern.charAt(1)], rest: pattern.slice(2) };
  if (first === "[") {
    const length = /^\[(?:\\.|[^\]\\])*\]/.exec(pattern)?.[0].length ?? pattern.length;
    const set = pattern.slice(0, length);
    const inside = [...new Set([...TRIED, ...set.replaceAll("\\", "")])].filter((text) =>
      new RegExp(`^${set}$`).test(text),
    );
    return { texts: inside.slice(0, MOST), rest: pattern.slice(length) };
  }
  if (first !== "(") return { texts: [first], rest: pattern.slice(1) };
  const opening = /^\((?:\?(?::|=|!|<=|<!|<\w+>))?/.exec(pattern)?.[0] ?? "(";
  const { texts, rest } = choices(pattern.slice(opening.length));
  return { texts: /[=!]$/.test(opening) ? [""] : texts, rest: rest.slice(1) };
}

function repeated(rest: string): { readonly counts: readonly number[]; readonly length: number } {
  const [text = "", least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
  if (text === "") return { counts: [1], length: 0 };
  if (text.startsWith("*")) return { counts: [0, 1, 3], length: text.length };
  if (text.startsWith("+")) return { counts: [1, 2, 5], length: text.length };
  if (text.startsWith("?")) return { counts: [1, 0], length: text.length };
  const low = Number(least);
  const high = comma === "" ? low : Math.min(Number(most === "" ? low + 3 : most), low + 300);
  return { counts: [...new Set([low, Math.min(low + 1, high), high])], length: text.length };
}
