import { emailsIn, imagesIn, isImage, phonesIn, urlsIn } from "./contacts.ts";
import { datelinesIn } from "./datelines.ts";
import { datesIn } from "./dates.ts";
import { amountsIn, currenciesIn } from "./money.ts";
import type { Scope } from "./page-text.ts";
import { authorsIn, paragraphsIn, ratingsIn, titlesIn } from "./prose.ts";
import { coreWords } from "./words.ts";

/** A kind of value that is known by its look, whatever stands beside it. */
export interface Kind {
  /** The words in a property's name that ask for it. */
  readonly words: ReadonlySet<string>;
  /** Everything of the kind in a scope, best first, as written. */
  find(scope: Scope): readonly string[];
  /** Everything of the kind in one text; absent where the kind is known by place, not by look. */
  readonly within?: (text: string) => readonly string[];
  /** Words that ask for one certain value: without a mention of them nothing is taken. */
  readonly needMention?: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const looks = (words: string, within: (text: string) => readonly string[], needMention = ""): Kind => ({
  words: set(words),
  within,
  needMention: set(needMention),
  find: (scope) => within(scope.text),
});
const places = (words: string, find: (scope: Scope) => readonly string[]): Kind => ({ words: set(words), find });

const linked = ({
  words,
  within,
  needMention,
}: {
  words: string;
  within: (text: string) => readonly string[];
  needMention: string;
}): Kind => ({
  ...looks(words, within, needMention),
  find: (scope) => {
    const links = scope.lines.flatMap((line) => line.links);
    return [...within(scope.text), ...(within === imagesIn ? links.filter(isImage) : links)];
  },
});

const whole = (scope: Scope): readonly string[] => {
  const text = paragraphsIn(scope).join("\n\n");
  return text === "" ? [] : [text];
};

const kinds: readonly Kind[] = [
  looks("email", emailsIn),
  looks("phone telephone tel mobile fax", phonesIn, "fax mobile"),
  linked({ words: "image picture photo thumbnail logo", within: imagesIn, needMention: "logo" }),
  linked({ words: "url link href website homepage web uri", within: urlsIn, needMention: "" }),
  looks("currency", currenciesIn),
  looks("price cost fee fare salary rent", amountsIn, "fee fare salary rent"),
  looks("rating score star", ratingsIn),
  looks("author byline writer reporter", authorsIn),
  { ...looks("published publish publication posted created issued", datesIn), find: datelinesIn },
  looks(
    "date updated update modified revised deadline birthday born start end opened closed founded",
    datesIn,
    "updated update modified revised deadline birthday born start end opened closed founded",
  ),
  places("title headline heading name", titlesIn),
  places("summary abstract standfirst excerpt teaser lede description intro", (scope) =>
    paragraphsIn(scope).slice(0, 1),
  ),
  places("body content text", whole),
];

/** The kind a property's words ask for: the last meaning word decides, as in `authorEmail`. */
export function kindOf(words: readonly string[]): Kind | undefined {
  for (const word of [...coreWords(words)].reverse()) {
    const kind = kinds.find((one) => one.words.has(word));
    if (kind !== undefined) return kind;
  }
  return undefined;
}
