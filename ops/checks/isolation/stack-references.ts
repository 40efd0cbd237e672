import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding } from "./judgement.ts";
import { otherSide, type Pair } from "./stage-model.ts";

/** Stack references from one stage to the other, and configuration values that name what is the other's. */
export function stackReferences(pair: Pair, index: IdentifierIndex): readonly IsolationFinding[] {
  return pair.sides.flatMap((side) => {
    const { stage, snapshot } = side;
    const other = otherSide(pair, side);
    const reads = snapshot.stackReferences.filter((name) => {
      const [stack, project] = name.split("/").toReversed();
      return stack === other.snapshot.stack && (project === undefined || project === other.snapshot.project);
    });
    const values = Object.entries(snapshot.configValues ?? {}).flatMap(([key, text]) => {
      const named = index.find(text).find(({ item }) => item.side === other);
      return named === undefined ? [] : [{ key, label: named.item.label }];
    });
    return [
      ...reads.map(
        (name): IsolationFinding => ({
          code: "stack-reference",
          message: `The stack of ${stage} reads the outputs of ${name}.`,
          subject: `stack ${snapshot.project}/${snapshot.stack}`,
          witness: { chain: [`stack ${snapshot.stack}`, "StackReference", name] },
          fix: FIXES["stack-reference"],
        }),
      ),
      ...values.map(
        ({ key, label }): IsolationFinding => ({
          code: "configuration-value",
          message: `The configuration value ${key} of ${stage} names ${label}, which is ${other.stage}'s.`,
          subject: `stack ${snapshot.project}/${snapshot.stack}`,
          witness: { chain: [`stack ${snapshot.stack}`, key, label] },
          fix: `Set ${key} to what belongs to ${stage}.`,
        }),
      ),
    ];
  });
}
