const RUN = /[A-Za-z0-9+/=_-]{24,}/g;
/** Ids that AWS hands out: UUIDs, and 17 hexadecimal digits after a kind. */
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=[a-z]-)[0-9a-f]{17}(?![0-9a-f])/gi;
const SIGN = /[+/=_-]/;
const PLAIN_PART = /^(?:[A-Za-z]?[a-z]+|[A-Z]+|\d+)?$/;
const WORD = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** Least length, least entropy in bits a character, and greatest mean length of words, of what counts as random. */
const LENGTH = 20;
const ENTROPY = 3.2;
const WORD_LENGTH = 3;

/**
 * Whether a text contains something that nobody would write: a run of characters that, without the plain words and numbers
 * between its signs, is still long, uses many different characters, and changes between letters, capitals and digits so
 * often that its words (split as camel case is) are two or three characters long. Names are made of longer ones.
 */
export function looksRandom(text: string): boolean {
  return (text.replace(ID, " ").match(RUN) ?? []).some((run) => {
    const rest = run
      .split(SIGN)
      .filter((part) => !PLAIN_PART.test(part))
      .join("");
    return rest.length >= LENGTH && entropy(rest) >= ENTROPY && meanWordLength(rest) <= WORD_LENGTH;
  });
}

function entropy(run: string): number {
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / run.length) * Math.log2(count / run.length), 0);
}

function meanWordLength(run: string): number {
  return run.length / Math.max(1, run.match(WORD)?.length ?? 0);
}
