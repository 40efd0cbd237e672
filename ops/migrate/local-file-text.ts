import type { LocalFileSummary } from "./local-file.ts";

/** What became of the items of a local file, in a few lines. */
export function localFileText({ items, changed, unchanged, reasons }: LocalFileSummary): string {
  const left = Object.entries(reasons).toSorted(([, a], [, b]) => b - a);
  const total = left.reduce((sum, [, count]) => sum + count, 0);
  return [
    `${items} items: ${changed} changed, ${unchanged} unchanged, ${total} left as they are`,
    ...left.map(([reason, count]) => `  ${reason}: ${count}`),
  ].join("\n");
}
