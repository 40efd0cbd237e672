import type { Picture, PlacedEdge, PlacedGroup, PlacedNode, Point } from "./layout.ts";
import { LEGEND, labelOf, lookOf } from "./node-look.ts";

const NAME_HEIGHT = 10;
const CHARACTERS: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** Text that is safe inside SVG. */
export function escaped(text: string): string {
  // Control characters are not allowed in XML, not even escaped.
  return text.replace(/[<>&"]/g, (each) => CHARACTERS[each] ?? "").replace(/\p{Cc}/gu, " ");
}

export type PictureArgs = {
  at: Point;
  /** Ids of nodes that a finding is about. */
  found: ReadonlySet<string>;
};

/** One stage with its frame, at a place. */
export function pictureSvg(picture: Picture, { at: { x, y }, found }: PictureArgs): string {
  const { stage, width, height, nodes, groups, edges } = picture;
  return [
    `<g transform="translate(${round(x)} ${round(y)})">`,
    `<rect class="stage" width="${round(width)}" height="${round(height)}" rx="14"/>`,
    `<text class="title" x="20" y="-12">${escaped(stage)}</text>`,
    ...groups.map(groupSvg),
    ...groups.map(groupNameSvg),
    ...edges.map(edgeSvg),
    ...nodes.map((node) => nodeSvg(node, found.has(node.id))),
    "</g>",
  ].join("\n");
}

function groupSvg({ x, y, width, height }: PlacedGroup): string {
  const [left, top] = [round(x - width / 2), round(y - height / 2 - NAME_HEIGHT)];
  return `<rect class="group" x="${left}" y="${top}" width="${round(width)}" height="${round(height + NAME_HEIGHT)}" rx="8"/>`;
}

function groupNameSvg({ name, x, y, width, height }: PlacedGroup): string {
  return `<text class="group-name" x="${round(x - width / 2 + 6)}" y="${round(y - height / 2 - NAME_HEIGHT + 11)}">${escaped(name)}</text>`;
}

function nodeSvg(node: PlacedNode, isFound: boolean): string {
  const { fill, stroke } = lookOf(node);
  const { x, y, width, height } = node;
  return `<g><title>${escaped(node.id)}</title><rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6" fill="${fill}" stroke="${stroke}"${isFound ? ' class="found"' : ""}/><text x="${round(x)}" y="${round(y + 4)}" text-anchor="middle">${escaped(labelOf(node))}</text></g>`;
}

function edgeSvg({ points, kind }: PlacedEdge): string {
  return `<path class="edge" d="${curve(points)}" marker-end="url(#arrow)"><title>${escaped(kind)}</title></path>`;
}

/** An edge between the stages: red, over everything else, with its kind beside it. */
export function crossingSvg({ from, to, label }: { from: Point; to: Point; label: string }): string {
  const bend = Math.max(60, Math.abs(to.x - from.x) / 3) * Math.sign(to.x - from.x || 1);
  const path = `M${round(from.x)} ${round(from.y)} C${round(from.x + bend)} ${round(from.y)} ${round(to.x - bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
  const [x, y] = [round((from.x + to.x) / 2), round((from.y + to.y) / 2)];
  return `<path class="crossing" d="${path}" marker-end="url(#red-arrow)"/><text class="crossing-name" x="${x}" y="${y - 6}" text-anchor="middle">${escaped(label)}</text>`;
}

/** A smooth line through points, as a path. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const last = rest.at(-1) ?? first;
  const inner = rest.slice(0, -1);
  const bends = inner.map((point, at) => {
    const next = inner[at + 1] ?? last;
    const end = at === inner.length - 1 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  const straight = inner.length === 0 ? [`L${round(last.x)} ${round(last.y)}`] : bends;
  return [`M${round(first.x)} ${round(first.y)}`, ...straight].join(" ");
}

/** What the colours mean. */
export function legendSvg({ x, y }: Point): string {
  const items = LEGEND.map(({ kind, fill, stroke }, at) => {
    return `<g transform="translate(${at * 110} 0)"><rect width="16" height="16" rx="4" fill="${fill}" stroke="${stroke}"/><text x="22" y="12">${kind}</text></g>`;
  });
  const red = `<g transform="translate(${LEGEND.length * 110} 0)"><path class="crossing" d="M0 8 H26" marker-end="url(#red-arrow)"/><text x="38" y="12">between the stages</text></g>`;
  return `<g transform="translate(${round(x)} ${round(y)})">${items.join("")}${red}</g>`;
}

export const STYLE = `<style>
text{font:11px ui-monospace,Menlo,Consolas,monospace;fill:#1e293b}
.title{font:bold 20px system-ui,sans-serif}.headline{font:bold 24px system-ui,sans-serif}.subline{font:14px system-ui,sans-serif;fill:#475569}
.stage{fill:#fff;stroke:#94a3b8;stroke-width:1.5}.group{fill:#f8fafc;stroke:#cbd5e1;stroke-dasharray:4 3}.group-name{font-size:9px;fill:#64748b}
.edge{fill:none;stroke:#94a3b8;stroke-width:1}.crossing{fill:none;stroke:#dc2626;stroke-width:3}.crossing-name{fill:#dc2626;font-weight:bold;paint-order:stroke;stroke:#fff;stroke-width:4px}
.found{stroke:#dc2626;stroke-width:3}
.isolated{fill:#15803d}.leaking{fill:#dc2626}.undecided{fill:#b45309}
</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#94a3b8"/></marker><marker id="red-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L8 4L0 8z" fill="#dc2626"/></marker></defs>`;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
