import type { PolicyDocument, Statement } from "../iam/document.ts";
import { matches } from "../iam/glob.ts";
import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding } from "./judgement.ts";
import type { PolicyBook } from "./policy-book.ts";
import { type Item, otherSide, type Pair, type Side } from "./stage-model.ts";

function textsOf({ resources, principal }: Statement): readonly string[] {
  const named = resources === undefined || resources.negated ? [] : resources.templates.map(({ text }) => text);
  return [...named, ...(principal === undefined || principal.negated ? [] : principal.aws)];
}

function readsAs(text: string, side: Side, other: Side): boolean {
  const parts = text.split(/[^A-Za-z0-9]+/);
  return parts.includes(other.stage) && !parts.includes(side.stage);
}

function isDenied(text: string, documents: readonly PolicyDocument[]): boolean {
  return documents.some(({ statements }) =>
    statements.some(
      ({ effect, resources }) =>
        effect === "Deny" && resources?.templates.some(({ fixed }) => fixed !== undefined && matches(fixed, text)),
    ),
  );
}

type FindingsArgs = {
  readonly item: Item;
  readonly documents: readonly PolicyDocument[];
  readonly pair: Pair;
  readonly index: IdentifierIndex;
};

function findingsIn({ item, documents, pair, index }: FindingsArgs): readonly IsolationFinding[] {
  const other = otherSide(pair, item.side);
  const isForeign = (text: string) => {
    const named = index.find(text);
    if (named.length === 0) return readsAs(text, item.side, other);
    return named.some(({ item: target }) => target.side === other) && !isDenied(text, documents);
  };
  return documents.flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      const text = statement.effect === "Allow" ? textsOf(statement).find(isForeign) : undefined;
      if (text === undefined) return [];
      return [
        {
          code: "names-other-stage",
          message: `${statement.ref.document} of ${item.side.stage} allows ${text}, which is or reads as ${other.stage}'s.`,
          subject: item.label,
          witness: {
            chain: [item.label, statement.ref.sid ?? `statement ${statement.ref.index}`, text],
            statement: statement.ref,
          },
          fix: FIXES["names-other-stage"],
        },
      ];
    }),
  );
}

/**
 * Statements that allow what is the other stage's by name, whether it exists or not: it may come to be, or an action may come
 * to act on it.
 */
export function foreignNames(
  pair: Pair,
  index: IdentifierIndex,
  { identity, resource }: PolicyBook,
): readonly IsolationFinding[] {
  return [...identity, ...resource].flatMap(([item, documents]) => findingsIn({ item, documents, pair, index }));
}
