import type { Line } from "./lines.ts";

/** Below this much text outside of links a page is a listing, whose links are its content. */
const PROSE = 1_000;

/** The lines that belong to a page's content: without surroundings and, beside enough prose, without runs of links. */
export function contentOf(lines: readonly Line[]): readonly Line[] {
  const own = lines.filter((line) => !line.aside);
  const kept = length(own) > 0 ? own : lines;
  const prose = kept.filter((line) => !isLink(line));
  return length(prose) < PROSE ? kept : kept.filter((line, index) => !isLink(line) || !inRun(kept, index));
}

function length(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}

function isLink(line: Line): boolean {
  return line.linked > 0.7 * line.text.length;
}

function inRun(lines: readonly Line[], index: number): boolean {
  const near = [-2, -1, 1, 2].map((step) => {
    const line = lines[index + step];
    return line !== undefined && isLink(line);
  });
  return Boolean((near[0] && near[1]) || (near[1] && near[2]) || (near[2] && near[3]));
}
