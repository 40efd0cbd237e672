import type { Random } from "../leaks/random.ts";
import { type Bag, type ExportedResource, type StackDraft, type StackExport, set } from "../leaks/stack-draft.ts";
import { roleNamed } from "../leaks/statements.ts";

/** Changes both stacks in a way that joins nothing. */
export type HarmlessVariant = (stacks: {
  readonly stacks: readonly [StackDraft, StackDraft];
  readonly random: Random;
}) => void;

export type Document = { Version: string; Statement: Bag[] };

/** Rewrites every inline policy of a stack's roles. */
export function rewrite(stack: StackDraft, change: (document: Document, role: ExportedResource) => void): void {
  for (const each of stack.all("RolePolicy")) {
    const document = JSON.parse(String(each.outputs.policy)) as Document;
    change(document, roleNamed(stack, String(each.outputs.role)));
    set(each, { policy: JSON.stringify(document) });
  }
}

export function inPlace(document: StackExport, replace: (json: string) => string): void {
  document.deployment = JSON.parse(replace(JSON.stringify(document.deployment))) as StackExport["deployment"];
}

export const each = (change: (stack: StackDraft, random: Random) => void): HarmlessVariant => {
  return ({ stacks, random }) => {
    for (const stack of stacks) change(stack, random);
  };
};

/** One stack only, the other stays as it is. */
export const oneOf = (change: (stack: StackDraft, other: StackDraft, random: Random) => void): HarmlessVariant => {
  return ({ stacks, random }) => {
    const [stack, other] = random.shuffled(stacks);
    if (stack !== undefined && other !== undefined) change(stack, other, random);
  };
};

export const condition = (Condition: Bag): HarmlessVariant =>
  each((stack, random) =>
    rewrite(stack, ({ Statement }) => {
      const statement = random.pick(Statement);
      statement.Condition = Condition;
    }),
  );
