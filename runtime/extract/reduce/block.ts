import { isBodyName, type Naming } from "./boilerplate.ts";
import type { DomElement } from "./dom.ts";
import type { Box, Layout } from "./lines.ts";
import { proseOf } from "./prose.ts";

/** A box with what its text comes to; sums are over all it holds. */
export type Block = {
  readonly box: Box;
  readonly parent: Block | undefined;
  readonly name: string;
  /** The prose of the lines that begin in this very box. */
  own: number;
  prose: number;
  length: number;
  linked: number;
  holdsHeadline: boolean;
  /** Whether it is boilerplate, or stands in some. */
  cut: boolean;
  /** Whether it is, or stands in, what says to be an article's body; and an article. */
  isBody: boolean;
  isArticle: boolean;
  /** Prose that is not cut, and what of it stands in bodies and in articles. */
  kept: number;
  inBody: number;
  inArticle: number;
  /** Length of what is neither cut nor prose. */
  junk: number;
};

/** The share of the page's prose below which an element is cut for its name. */
const BELIEVED: Readonly<Record<Naming, number>> = { none: 0, likely: 0.45, certain: 0.9 };

/** The same for an article within an article, which by definition is only related to it. */
const NESTED_ARTICLE = 0.4;

/** The boxes of a page with their sums, in document order. */
export function blocksOf({ lines, boxes }: Layout, namingOf: (element: DomElement) => Naming): Block[] {
  const byBox = new Map<Box, Block>();
  for (const box of boxes) byBox.set(box, blockOf(box, box.parent && byBox.get(box.parent)));
  for (const line of lines) {
    const block = byBox.get(line.box);
    if (!block) continue;
    const prose = proseOf(line);
    block.own += prose;
    block.length += line.text.length;
    block.linked += line.linked;
    if (prose === 0) block.junk += line.text.length;
  }
  const blocks = [...byBox.values()];
  for (const block of blocks) block.prose = block.own;
  sumUp(blocks, ["prose", "length", "linked"]);
  const page = blocks[0]?.prose ?? 0;
  for (const block of blocks) {
    block.cut = block.parent?.cut || block.prose < believed(block, namingOf) * page;
    if (block.cut) block.junk = 0;
    else placeProse(block);
  }
  sumUp(blocks, ["kept", "inBody", "inArticle", "junk"]);
  return blocks;
}

function blockOf(box: Box, parent: Block | undefined): Block {
  const { localName: name } = box.element;
  const sums = { own: 0, prose: 0, length: 0, linked: 0, kept: 0, inBody: 0, inArticle: 0, junk: 0 };
  if (name === "h1") for (let at = parent; at && !at.holdsHeadline; at = at.parent) at.holdsHeadline = true;
  return { box, parent, name, ...sums, holdsHeadline: false, cut: false, isBody: false, isArticle: false };
}

function believed(block: Block, namingOf: (element: DomElement) => Naming): number {
  const naming = namingOf(block.box.element);
  if (naming === "certain" && block.holdsHeadline) return BELIEVED.likely;
  if (naming === "none" && block.name === "article" && block.parent?.isArticle) return NESTED_ARTICLE;
  return BELIEVED[naming];
}

function placeProse(block: Block): void {
  const { box, parent, name, own } = block;
  block.isBody = parent?.isBody || isBodyName(box.element);
  block.isArticle = parent?.isArticle || name === "article";
  block.kept = own;
  block.inBody = block.isBody ? own : 0;
  block.inArticle = block.isArticle ? own : 0;
}

type Sum = "prose" | "length" | "linked" | "kept" | "inBody" | "inArticle" | "junk";

/** Adds to each block what its children come to; in document order parents stand before their children. */
function sumUp(blocks: readonly Block[], sums: readonly Sum[]): void {
  for (const block of blocks.toReversed()) {
    for (const sum of sums) if (block.parent) block.parent[sum] += block[sum];
  }
}
