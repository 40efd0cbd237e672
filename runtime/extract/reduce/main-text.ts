import { type Block, blocksOf } from "./block.ts";
import type { Naming } from "./boilerplate.ts";
import type { DomElement } from "./dom.ts";
import type { Box, Layout, Line } from "./lines.ts";
import { mainBlock } from "./main-block.ts";
import { teaserLists } from "./teasers.ts";
import { type Judged, trim } from "./trim.ts";

/** The share of links from which a list, a table or a paragraph only leads elsewhere. */
const ONLY_LINKS = 0.9;

const LINK_LISTS = new Set("ul ol div section table dl p".split(" "));

/** The lines of the running text of a page in order, none where it has no such text; title, bylines, captions and what to read next are left out. */
export function mainLines(layout: Layout, namingOf: (element: DomElement) => Naming): readonly Line[] {
  const blocks = blocksOf(layout, namingOf);
  const main = mainBlock(blocks);
  if (!main || main.kept === 0) return [];
  const teasers = teaserLists(blocks);
  const within = new Map<Box, boolean>([[main.box, true]]);
  for (const block of blocks) {
    const around = block.parent && within.get(block.parent.box);
    if (around !== undefined && block !== main) {
      within.set(block.box, around && !block.cut && !onlyLinks(block) && !teasers.has(block));
    }
  }
  const judged = layout.lines.flatMap((line): Judged[] => {
    const kept = within.get(line.box);
    return kept === undefined ? [] : [{ line, kept }];
  });
  trim(judged);
  return judged.filter(({ kept }) => kept).map(({ line }) => line);
}

function onlyLinks({ name, length, linked }: Block): boolean {
  return linked > ONLY_LINKS * length && LINK_LISTS.has(name);
}
