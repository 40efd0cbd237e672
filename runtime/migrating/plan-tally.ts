import { indexesOf, type KeyAttributes } from "./index-keys.ts";
import { itemSize } from "./item-size.ts";
import type { Judgement } from "./judge.ts";
import type { Item } from "./ports.ts";

const EXAMPLES = 5;

/** What was seen of a table while a migration was planned. */
export type PlanTally = {
  readonly seen: number;
  readonly bytes: number;
  readonly canonical: number;
  readonly quarantined: number;
  readonly writeUnits: number;
  readonly shapes: ReadonlyMap<string, number>;
  readonly reasons: ReadonlyMap<string, { readonly count: number; readonly examples: readonly string[] }>;
  /** Sentences of index keys that the new shape breaks. */
  readonly misfits: ReadonlySet<string>;
};

export type Tallying = { add(item: Item, judged: Judgement): void; tally(): PlanTally };

/** Counts items and what would become of them. */
export function planTally(keys: KeyAttributes): Tallying {
  const numbers = { seen: 0, bytes: 0, canonical: 0, quarantined: 0, writeUnits: 0 };
  const shapes = new Map<string, number>();
  const reasons = new Map<string, { count: number; examples: string[] }>();
  const misfits = new Set<string>();
  return {
    add(item, judged) {
      numbers.seen += 1;
      numbers.bytes += itemSize(item);
      if (judged.kind === "canonical") numbers.canonical += 1;
      else if (judged.kind === "rewrite") {
        shapes.set(judged.shape, (shapes.get(judged.shape) ?? 0) + 1);
        // An index entry that moves is removed in one place and put in another.
        const entries = indexesOf(keys, judged.read).length + indexesOf(keys, judged.next).length;
        numbers.writeUnits += judged.units * (1 + entries);
      } else {
        numbers.quarantined += 1;
        const { id, reason, sentence } = judged.line;
        const known = reasons.get(reason) ?? { count: 0, examples: [] };
        known.count += 1;
        if (known.examples.length < EXAMPLES) known.examples.push(id);
        reasons.set(reason, known);
        if (reason === "index-key" && sentence !== undefined) misfits.add(sentence);
      }
    },
    tally: () => ({ ...numbers, shapes, reasons, misfits }),
  };
}
