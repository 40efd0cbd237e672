import type { Statement } from "../iam/document.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { ownPlaceholder } from "./policy-reading.ts";
import type { Side } from "./stage-model.ts";

const PARTS = /[^A-Za-z0-9]+/;
const POSITIVE = /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** Whether a text speaks of one stage only: by an identifier of its own or by its name as a part of a name. */
export function isBoundTo(text: string, side: Side, other: Side, index: IdentifierIndex): boolean {
  if (text.startsWith(ownPlaceholder(side))) return true;
  const named = index.find(text);
  if (named.length > 0) return named.every(({ item }) => item.side === side);
  const parts = text.split(PARTS);
  return parts.includes(side.stage) && !parts.includes(other.stage);
}

function operatorOf(written: string): string {
  return /^([A-Za-z:]+)/.exec(written)?.[1]?.split(":").at(-1) ?? "";
}

export type BoundArgs = {
  readonly statement: Statement;
  readonly side: Side;
  readonly other: Side;
  readonly index: IdentifierIndex;
};

/** Whether a condition of the statement admits requests of its own stage only. */
export function bindsToStage({ statement, side, other, index }: BoundArgs): boolean {
  return statement.conditions.some(({ test, values, written }) => {
    if (test.kind !== "compare" || test.ifExists || test.quantifier === "all" || test.operator.negated) return false;
    if (!POSITIVE.test(operatorOf(written))) return false;
    return values.every(({ text }) => isBoundTo(text, side, other, index));
  });
}
