import { escaped } from "./escape.ts";
import { type Kind, kindOf } from "./kinds.ts";
import { numberNear } from "./numbers.ts";
import type { Labelled, Scope } from "./page-text.ts";
import { sectionOf } from "./sections.ts";
import { coreWords, likeness, sameAs } from "./words.ts";

/** What is looked for: the words of a property's name (with those of the objects around it) and of its description. */
export interface Wanted {
  readonly words: readonly string[];
  readonly description: readonly string[];
}

const openingWords = 4;
const neutral = new Set([
  "current",
  "sale",
  "unit",
  "offer",
  "base",
  "final",
  "first",
  "publisher",
  "canonical",
  "source",
]);

/** The labelled values of a scope that a name could mean, likeliest first, each with its likeness (0 to 3). */
export function labelsLike({
  words,
  scope,
}: {
  words: readonly string[];
  scope: Scope;
}): readonly (Labelled & { like: number })[] {
  return scope.labels
    .map((one) => ({ ...one, like: likeness({ name: words, label: one.words }) }))
    .filter((one) => one.like > 0)
    .sort((one, other) => other.like - one.like);
}

/** The kind a name asks for; where the name says nothing, the one its description opens with. */
export function kindWanted({ words, description }: Wanted): Kind | undefined {
  return kindOf(words) ?? kindDescribed(description);
}

function kindDescribed(description: readonly string[]): Kind | undefined {
  const opening = description.slice(0, openingWords);
  return opening.map((word) => kindOf([word])).find((kind) => kind?.within !== undefined);
}

/** The pattern that finds a mention of any of the words, or of what means the same. */
function mentionOf(words: readonly string[]): RegExp {
  const all = words.flatMap((word) => [...sameAs(word)]).map(escaped);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join("|")})(?:s|es|ed|d)?(?![\\p{L}\\p{N}])`, "iu");
}

function nearMention({
  words,
  scope,
  within,
}: {
  words: readonly string[];
  scope: Scope;
  within: NonNullable<Kind["within"]>;
}) {
  if (words.length === 0) return [];
  const mention = mentionOf(words);
  return scope.lines.flatMap((line) => {
    const at = mention.exec(line.text);
    return at === null ? [] : within(line.text.slice(at.index + at[0].length)).slice(0, 1);
  });
}

function byLook({ wanted, scope, kind }: { wanted: Wanted; scope: Scope; kind: Kind }): readonly string[] {
  const { within } = kind;
  if (within === undefined || kindOf(wanted.words) === undefined) return kind.find(scope);
  const core = coreWords(wanted.words);
  const certain = core.filter((word) => kind.needMention?.has(word) || !(kind.words.has(word) || neutral.has(word)));
  const near = nearMention({ words: certain.length > 0 ? certain : core, scope, within });
  return certain.length > 0 ? near : [...near, ...kind.find(scope)];
}

const firstLine = (scope: Scope | undefined): readonly string[] =>
  scope?.lines
    .filter((line) => line.text !== "")
    .slice(0, 1)
    .map((line) => line.text) ?? [];

/** Every text a property could mean, best first; empty where the scope says nothing about it. */
export function candidatesFor({ wanted, scope }: { wanted: Wanted; scope: Scope }): readonly string[] {
  const kind = kindWanted(wanted);
  const labels = labelsLike({ words: wanted.words, scope });
  const exact = labels.filter((one) => one.like === 3).map((one) => one.value);
  const loose = labels.filter((one) => one.like < 3).map((one) => one.value);
  const refine = (values: readonly string[]) => (kind?.within === undefined ? [] : values.flatMap(kind.within));
  const look = kind === undefined ? [] : byLook({ wanted, scope, kind });
  const section =
    kind?.within === undefined
      ? sectionOf({ scope, named: (words) => likeness({ name: wanted.words, label: words }) === 3 })
      : undefined;
  return [...refine(exact), ...exact, ...refine(loose), ...look, ...loose, ...firstLine(section)];
}

/** Texts that hold the number a property could mean, best first. */
export function numbersFor({ wanted, scope }: { wanted: Wanted; scope: Scope }): readonly string[] {
  const kind = kindWanted(wanted);
  const labels = labelsLike({ words: wanted.words, scope }).map((one) => one.value);
  const counts = wanted.words.includes("count") || wanted.words.includes("number");
  const look = kind?.within === undefined || counts ? [] : byLook({ wanted, scope, kind });
  const words = coreWords(wanted.words).flatMap((word) => [...(counts ? [word] : sameAs(word))]);
  const near = numberNear({ lines: scope.lines.map((line) => line.text), words });
  const refined = kind?.within === undefined ? [] : labels.flatMap(kind.within);
  return [
    ...refined,
    ...(counts ? [] : labels),
    ...look,
    ...(near === undefined ? [] : [near]),
    ...(counts ? labels : []),
  ];
}
