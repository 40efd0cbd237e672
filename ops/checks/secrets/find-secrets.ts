import { isRandomText } from "./random-text.ts";
import { LINE_SHAPES } from "./secret-shapes.ts";

/** Something in a text that has the shape of a secret. `value` is the secret itself: it is told to nobody. */
export type SecretSighting = { readonly kind: string; readonly what: string; readonly value: string };

/** A secret-like name that is given a value: `API_KEY=…`, `"token": "…"`, `password: '…'`. */
const NAMED =
  /(?<name>[\w.-]*(?:key|secret|token|passwd|password|passphrase|credential|pwd)s?[\w-]{0,24})\\?["'`]?\s*(?::=|=>|[:=])\s*\\?["'`]?(?<value>[A-Za-z0-9+/=_.~!@#%^*-]{16,})/gi;

/** Without one of these there is no secret-like name: most lines are done with that. */
const NAME_PART = /key|secret|token|passw|passphrase|credential|pwd/i;

/** Names whose values are told by digest or are public. */
const HARMLESS_NAME = /hash|digest|sha\d|integrity|public|fingerprint|version|arn$|(?:^|[_.-])id$/i;

/** Lines longer than this are data; only the part up to here is looked at. */
const LONGEST = 20_000;

/** Everything in one line that has the shape of a secret, each value once. */
export function findSecrets(line: string): SecretSighting[] {
  const text = line.length > LONGEST ? line.slice(0, LONGEST) : line;
  const shaped = LINE_SHAPES.flatMap(({ kind, what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ kind, what, value: match.groups?.value ?? match[0] })),
  );
  const named = [...(NAME_PART.test(text) ? text.matchAll(NAMED) : [])].flatMap((match) => {
    const { name = "", value = "" } = match.groups ?? {};
    if (HARMLESS_NAME.test(name) || !isRandomText(value)) return [];
    return [{ kind: "named-secret", what: "a random value under a secret's name", value }];
  });
  const news = named.filter(
    ({ value }) => !shaped.some((each) => each.value.includes(value) || value.includes(each.value)),
  );
  return [...shaped, ...news];
}
