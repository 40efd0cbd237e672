import { isEntity } from "../reduce/entity.ts";

/** One plain value of structured data with the names that lead to it. */
export type Leaf = { readonly path: readonly string[]; readonly value: string | number | boolean };

const MAX_DEPTH = 8;
const MAX_LEAVES = 400;

/** The plain values under a thing, in its order; `@`-keywords, and what lies deeper than eight names, are left out. */
export function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  collect({ value, path: [], leaves });
  return leaves;
}

function collect({ value, path, leaves }: { value: unknown; path: readonly string[]; leaves: Leaf[] }): void {
  if (leaves.length >= MAX_LEAVES || path.length > MAX_DEPTH) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    leaves.push({ path, value });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const numbered = value.length > 1 && isEntity(item) ? [...path, String(index + 1)] : path;
      collect({ value: item, path: numbered, leaves });
      if (leaves.length >= MAX_LEAVES) return;
    }
  } else if (isEntity(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (!name.startsWith("@")) collect({ value: item, path: [...path, name], leaves });
    }
  }
}
