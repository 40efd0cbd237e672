export type Column = { readonly head: string; readonly side: "left" | "right" };

/** Rows under their heads, each column as wide as its widest cell, two spaces between; an empty head row is left out. */
export function columns({
  heads,
  rows,
  indent = 2,
}: {
  readonly heads: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly indent?: number;
}): string[] {
  const all = heads.some(({ head }) => head !== "") ? [heads.map(({ head }) => head), ...rows] : rows;
  const widths = heads.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0), 0));
  return all.map((row) => {
    const cells = heads.map(({ side }, at) => {
      const cell = row[at] ?? "";
      return side === "left" ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
    });
    return `${" ".repeat(indent)}${cells.join("  ")}`.trimEnd();
  });
}
