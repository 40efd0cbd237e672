/** Where a line of the reduced text comes from: an element, as a CSS selector, or something the page says of itself, by its name. */
export type Source = { readonly element: string } | { readonly fact: string };

/** A line's source and where the line begins, as a UTF-16 offset. */
export type Origin = { readonly start: number; readonly source: Source };

/** Text with what each of its lines comes from; empty lines have no source. */
export type Traced = { readonly text: string; readonly origins: readonly Origin[] };

export type TracedLine = { readonly text: string; readonly source: Source };

/** Lines joined, `before` first; where `before` has any, an empty line divides them. */
export function traced(before: readonly TracedLine[], lines: readonly TracedLine[]): Traced {
  const origins: Origin[] = [];
  const texts: string[] = [];
  let start = 0;
  const add = (text: string) => {
    texts.push(text);
    start += text.length + 1;
  };
  const addLine = ({ text, source }: TracedLine) => {
    origins.push({ start, source });
    add(text);
  };
  before.forEach(addLine);
  if (before.length > 0) add("");
  lines.forEach(addLine);
  return { text: texts.join("\n"), origins };
}

/** What the line at an offset of the reduced text comes from; undefined outside of it and for the empty line after the header. */
export function sourceOf({ text, origins }: Traced, offset: number): Source | undefined {
  if (offset < 0 || offset >= text.length) return undefined;
  let low = 0;
  let high = origins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((origins[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const origin = origins[low - 1];
  return origin && isSameLine(text, origin.start, offset) ? origin.source : undefined;
}

function isSameLine(text: string, start: number, offset: number): boolean {
  const end = text.indexOf("\n", start);
  return end < 0 || offset <= end;
}
