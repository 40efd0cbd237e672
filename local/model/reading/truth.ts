import { labelsLike, type Wanted } from "./candidates.ts";
import { escaped } from "./escape.ts";
import type { Scope } from "./page-text.ts";
import { coreWords, sameAs } from "./words.ts";

const yes = /^(?:yes|true|y|✓|✔|on|included|available|in stock|ja|oui|sí)(?![\p{L}])/iu;
const no = /^(?:no|false|n|✗|✘|off|none|not |sold out|out of stock|unavailable|nein|non)(?![\p{L}])/iu;
const denial = /(?:\bnot|\bno|\bnon|\bwithout|\bnever|\bout of|n['’]t|\bfree of)[\s-](?:\w+\s){0,2}$/iu;
const soldOut = /\b(?:sold out|unavailable|out of stock|discontinued)\b/i;

/** Whether a scope says that something holds: a labelled yes or no, else a mention, denied or not; undefined without either. */
export function truthOf({ wanted, scope }: { wanted: Wanted; scope: Scope }): boolean | undefined {
  for (const { value } of labelsLike({ words: wanted.words, scope })) {
    if (no.test(value)) return false;
    if (yes.test(value)) return true;
  }
  const core = coreWords(wanted.words);
  const stock = core.some((word) => sameAs(word).has("stock"));
  if (stock && soldOut.test(scope.text)) return false;
  const words = core.map((word) => `(?:${[...sameAs(word)].map(escaped).join("|")})`);
  const mention = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join("[\\s-]+(?:\\p{L}+[\\s-]+){0,2}")}(?:s|es)?(?![\\p{L}\\p{N}])`,
    "iu",
  );
  const found = mention.exec(scope.text);
  if (found === null) return undefined;
  const line = scope.text.slice(scope.text.lastIndexOf("\n", found.index) + 1, found.index);
  return !denial.test(line);
}
