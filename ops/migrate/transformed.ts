import { MIGRATIONS } from "../../runtime/migrations/registry.ts";
import type { LocalItem } from "./local-items.ts";
import { downThrough, upThrough } from "./through-all.ts";

export type LocalCounts = { items: number; changed: number; unchanged: number; reasons: Map<string, number> };

export type Transformation = {
  readonly down: boolean;
  /** What is counted goes on top. */
  readonly counts: LocalCounts;
};

/** Lines of JSON for the items that came through, and for those that did not. */
export function transformed(
  items: readonly LocalItem[],
  { down, counts }: Transformation,
): { readonly through: string; readonly left: string } {
  const through = down ? downThrough : upThrough;
  const lines = { through: "", left: "" };
  for (const { line, item } of items) {
    const outcome = through(MIGRATIONS, item);
    counts.items += 1;
    if (outcome.kind === "quarantine" || outcome.kind === "refused") {
      const { reason, shape } = outcome;
      counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
      lines.left += `${JSON.stringify({ line, reason, shape, item })}\n`;
    } else {
      counts[outcome.kind] += 1;
      lines.through += `${JSON.stringify(outcome.item)}\n`;
    }
  }
  return lines;
}
