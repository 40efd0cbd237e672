import type { Item, TableFacts } from "./ports.ts";

export type KeyAttributes = TableFacts["keyAttributes"];

/** What keeps an item out of an index and so from being written at all, in a sentence: a key attribute of another type, or an empty one. */
export function indexProblem(keys: KeyAttributes, item: Item): string | undefined {
  for (const { index, name, type } of keys) {
    const value = item[name];
    if (value === undefined) continue;
    const where = index === undefined ? "the table" : `the index ${index}`;
    if (value[type] === undefined)
      return `The attribute ${name} is the key of ${where}, which takes it as ${type} only.`;
    if (value.S === "" || value.B?.byteLength === 0) return `The attribute ${name} is the key of ${where}, and empty.`;
  }
  return;
}

/** How many indexes an item stands in: those of which it has all key attributes. */
export function indexesOf(keys: KeyAttributes, item: Item): readonly string[] {
  const names = new Set(keys.flatMap(({ index }) => index ?? []));
  for (const { index, name } of keys) if (index !== undefined && item[name] === undefined) names.delete(index);
  return [...names];
}
