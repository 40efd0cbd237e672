import type { Line } from "./lines.ts";
import { isUnsaid, labelled, type Scope, scopeOf } from "./page-text.ts";
import { stridesOf } from "./strides.ts";

/** A shape that repeats on a page: table rows, list items, cards. */
export interface Repeat {
  readonly items: readonly Scope[];
}

function runsOf({ lines, kind }: { lines: readonly Line[]; kind: Line["kind"] }): readonly (readonly Line[])[] {
  const runs: Line[][] = [];
  let open: Line[] | undefined;
  for (const line of lines) {
    if (line.kind === kind) {
      if (open === undefined) {
        open = [];
        runs.push(open);
      }
      open.push(line);
    } else if (line.kind !== "rule" && !(line.kind === "blank" && kind === "item")) open = undefined;
  }
  return runs;
}

function rowScope({ head, row }: { head: readonly string[]; row: Line }): Scope {
  const labels = row.cells.flatMap((value, index) => {
    const label = head[index] ?? "";
    return label === "" || value === "" || isUnsaid(value) ? [] : [labelled({ label, value })];
  });
  return { text: row.text, lines: [row], labels };
}

function tables(lines: readonly Line[]): readonly Repeat[] {
  return runsOf({ lines, kind: "row" }).flatMap((rows) => {
    const [head, ...body] = rows;
    if (head === undefined || body.length === 0) return [];
    if (body.every((row) => row.cells.length === 2) && head.cells.length === 2 && /\d/.test(head.text)) return [];
    return [{ items: body.map((row) => rowScope({ head: head.cells, row })) }];
  });
}

const lists = (lines: readonly Line[]): readonly Repeat[] =>
  runsOf({ lines, kind: "item" }).map((items) => ({ items: items.map((line) => scopeOf([line])) }));

function cards(lines: readonly Line[]): readonly Repeat[] {
  return [1, 2, 3, 4, 5, 6].flatMap((level) => {
    const heads = lines.flatMap((line, index) => (line.kind === "heading" && line.level <= level ? [index] : []));
    const items = heads.flatMap((start, place) =>
      lines[start]?.level === level ? [scopeOf(lines.slice(start, heads[place + 1]))] : [],
    );
    return items.length < 2 ? [] : [{ items }];
  });
}

function blocks(lines: readonly Line[]): readonly Repeat[] {
  const items: Line[][] = [[]];
  for (const line of lines) {
    if (line.kind === "blank") items.push([]);
    else items.at(-1)?.push(line);
  }
  const full = items.filter((block) => block.length > 0);
  return full.length < 2 ? [] : [{ items: full.map(scopeOf) }];
}

const strides = (lines: readonly Line[]): readonly Repeat[] => stridesOf(lines).map((items) => ({ items }));

const plainLines = (lines: readonly Line[]): readonly Repeat[] => {
  const plain = lines.filter((line) => line.kind === "plain" && line.text !== "");
  return plain.length < 2 ? [] : [{ items: plain.map((line) => scopeOf([line])) }];
};

/** Every way a scope can be read as a repetition, the likelier ones first. */
export function repeatsOf(scope: Scope): readonly Repeat[] {
  return [tables, lists, cards, strides, blocks, plainLines].flatMap((read) => read(scope.lines));
}
