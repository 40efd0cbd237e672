import type { Block } from "./block.ts";

/** Elements within running text, which never hold all of it. */
const PARTS = new Set("p ul ol li dl dd blockquote pre table tbody tr span a".split(" "));

/** The share of a page's prose that the main text has at least. */
const MIN_SHARE = 0.1;

/** The share of a page's prose from which what stands in bodies or articles is taken for the main text. */
const SIGNIFICANT = 0.3;

/** What prose outside of bodies costs, and prose within an article earns, beside its length. */
const OUTSIDE = 0.3;
const ARTICLE = 0.2;

/** The block that holds most of the main text and least of anything else: prose counts for it, what is neither prose nor cut against it. */
export function mainBlock(blocks: readonly Block[]): Block | undefined {
  const page = blocks[0];
  if (!page) return undefined;
  const hasBody = page.inBody >= SIGNIFICANT * page.kept;
  const hasArticle = page.inArticle >= SIGNIFICANT * page.kept;
  let best: { block: Block; score: number } | undefined;
  for (const block of blocks) {
    if (block.cut || block.kept < MIN_SHARE * page.kept || PARTS.has(block.name)) continue;
    const inside = hasBody ? block.inBody : block.kept;
    const score = inside - OUTSIDE * (block.kept - inside) + (hasArticle ? ARTICLE * block.inArticle : 0) - block.junk;
    if (!best || score >= best.score) best = { block, score };
  }
  return best?.block;
}
