/** The longest pattern that is taken, and the longest text that is held to one: with the count of repetitions below, no check takes long. */
const MAX_PATTERN = 200;
const MAX_TEXT = 120;
const MAX_REPEATS = 4;

/** Why a regular expression cannot be used; undefined where it can. */
export function patternProblem(source: string): string | undefined {
  if (source.length > MAX_PATTERN) return `a pattern has ${MAX_PATTERN} characters at most`;
  if (!compiled(source)) return "this is no regular expression";
  const bare = source.replace(/\\./g, "a").replace(/\[(?:[^\]])*\]/g, "a");
  if (/\\(?:[1-9]|k<)/.test(source)) return "a pattern may not refer back to its groups";
  if (/\(\?<?[=!]/.test(bare)) return "a pattern may not look ahead or behind";
  if (hasNestedRepeat(bare)) return "a pattern may not repeat a group that repeats or chooses; spell it out";
  const repeats = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  return repeats > MAX_REPEATS ? `a pattern repeats ${MAX_REPEATS} times at most` : undefined;
}

/** Whether a text matches a pattern without a problem; one of more than 120 characters does not. */
export function hasPattern(text: string, source: string): boolean {
  return text.length <= MAX_TEXT && (compiled(source)?.test(text) ?? false);
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a group that is repeated holds a repetition or alternatives itself: the shape that takes exponential time. */
function hasNestedRepeat(bare: string): boolean {
  const open: boolean[] = [];
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare[at] ?? "";
    if (character === "(") open.push(false);
    else if (character === ")") {
      const holds = open.pop() ?? false;
      if (holds && /^(?:[*+]|\{\d*,?\d*\})/.test(bare.slice(at + 1, at + 12))) return true;
      if (holds) mark(open);
    } else if (/[*+|{]/.test(character)) mark(open);
  }
  return false;
}

function mark(open: boolean[]): void {
  if (open.length > 0) open[open.length - 1] = true;
}
