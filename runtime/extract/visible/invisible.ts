/**
 * Characters that show nothing where they stand: fillers, joiners, marks of direction, variation selectors, tag characters and
 * controls. Whole messages can be written in them beside what a reader sees.
 */
const SHOWN_NOT =
  "\\u0000-\\u0008\\u000b\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f" +
  "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff" +
  "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}";

const ANY = new RegExp(`[${SHOWN_NOT}]`, "u");
const ALL = new RegExp(`[${SHOWN_NOT}]+`, "gu");

/** A joiner, which shows how the letters beside it are to be joined. */
const JOINS = /^[\u200c\u200d]$/;
const JOINED = /(?=[\p{L}\p{M}])\P{Script=Latin}/u;

/** Whether a character shows nothing. */
export function isInvisible(character: string): boolean {
  return ANY.test(character);
}

/** A text without the characters that show nothing; single joiners between letters of scripts that need them stay. */
export function withoutInvisible(text: string): string {
  return text.replace(ALL, (run: string, offset: number) => {
    const needed = JOINS.test(run) && JOINED.test(text[offset - 1] ?? "") && JOINED.test(text[offset + 1] ?? "");
    return needed ? run : "";
  });
}
