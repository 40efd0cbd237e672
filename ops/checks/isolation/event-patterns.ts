import { isBoundTo } from "./bound-values.ts";
import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding } from "./judgement.ts";
import { otherSide, type Pair } from "./stage-model.ts";

const DEFAULT_BUS = [undefined, null, "", "default"] as const;

/** Rules on the account's common event bus whose pattern does not keep to the stage's own events. */
export function eventPatterns(pair: Pair, index: IdentifierIndex): readonly IsolationFinding[] {
  if (!pair.sameAccount || !pair.sameRegion) return [];
  return pair.items.flatMap((item): IsolationFinding[] => {
    if (item.type !== "aws:cloudwatch/eventRule:EventRule") return [];
    const { eventPattern, eventBusName } = item.resource.properties;
    if (typeof eventPattern !== "string" || eventPattern === "" || !DEFAULT_BUS.some((bus) => bus === eventBusName))
      return [];
    const other = otherSide(pair, item.side);
    const texts = eventPattern.match(/"[^"]+"/g) ?? [];
    if (texts.some((text) => isBoundTo(text.slice(1, -1), item.side, other, index))) return [];
    return [
      {
        code: "event-pattern",
        message: `Rule ${item.resource.name} of ${item.side.stage} takes events of ${other.stage} too: its pattern names nothing of its own.`,
        subject: item.label,
        witness: { chain: [`events of ${other.stage}`, eventPattern, item.label] },
        fix: FIXES["event-pattern"],
      },
    ];
  });
}
