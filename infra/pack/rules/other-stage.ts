import { STAGES, type Stage } from "../../../runtime/domain/stage.ts";
import type { Resource, StackFacts } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { type Text, textsIn } from "../texts.ts";

/** Properties that hold sentences for people; `Sid` and `title` are such properties of documents inside properties. */
const PROSE: ReadonlySet<string> = new Set([
  "description",
  "alarmDescription",
  "comment",
  "Comment",
  "Description",
  "Sid",
  "title",
  "label",
  "markdown",
]);

/** What makes a word in a sentence a reference: one of our names, an ARN, an address, a path or a key alias. */
const REFERENCE = /atlas-codex|arn:|:\/\/|^\/|alias\//;

/** Names that carry a stage's word and mean something else. */
const EXCEPTIONS: readonly { readonly text: RegExp; readonly reason: string }[] = [
  {
    text: /^(?:gpt|o\d|claude|gemini)[a-z0-9.-]*-preview(?:-[0-9-]+)?$/,
    reason: "a model's id: its maker calls the release a preview",
  },
];

/**
 * Nothing in a resource names the other stage. Names, ids, ARNs, URLs, policies and environment values are searched for
 * its word as a whole part (`-production`, `/production/`, `Production` in camel case, not `reproduction`). In a sentence
 * for people the bare word is English; there only a reference that contains it counts.
 */
export function otherStage(resource: Resource, { stage }: StackFacts): readonly Ruling[] {
  const others = STAGES.filter((each) => each !== stage);
  const texts: Text[] = [{ path: "name", key: "", text: resource.name }, ...textsIn(resource.props)];
  const unknown = texts.filter(({ text }) => text === undefined).map(({ path }) => path);
  const named = texts.flatMap((text) =>
    others.filter((other) => mentions(text, other)).map((other) => ({ text, other })),
  );
  const unique = new Map(named.map((each) => [each.text.path, each]));
  return [
    ...[...unique.values()].map(({ text: { path, text = "" }, other }) =>
      violation(
        `${path} names ${other}, and this is ${stage}: "${excerpt(text, other)}"`,
        `Refer to ${stage}'s own resource there, or leave it out`,
      ),
    ),
    ...undecidedAbout(unknown),
  ];
}

function mentions({ key, text }: Text, stage: Stage): boolean {
  if (text === undefined || !text.toLowerCase().includes(stage)) return false;
  const words = text.split(/\s+/).filter((word) => !EXCEPTIONS.some((exception) => exception.text.test(word)));
  return words.some((word) => hasPart(word, stage) && (!PROSE.has(key) || REFERENCE.test(word)));
}

function hasPart(word: string, stage: Stage): boolean {
  const capital = stage.charAt(0).toUpperCase() + stage.slice(1);
  return (
    new RegExp(`(?<![a-z])${stage}(?![a-z])`, "i").test(word) ||
    new RegExp(`(?<=[a-z])${capital}(?![a-z])|(?<![A-Za-z])${stage}(?=[A-Z])`).test(word)
  );
}

const EXCERPT = 60;

function excerpt(text: string, stage: Stage): string {
  const from = Math.max(0, text.toLowerCase().indexOf(stage) - EXCERPT / 2);
  return text.slice(from, from + EXCERPT).trim();
}
