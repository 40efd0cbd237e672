import type { Block } from "./block.ts";

/** As many cards at least make a list of them, and they are this share of its text. */
const MIN_CARDS = 3;
const MIN_SHARE = 0.8;

/** The share of links from which a heading leads to another page. */
const LINKED = 0.9;

const HEADING = /^h[2-6]$/;

/** Lists of what else there is to read: cards that each begin with a heading that is a link. */
export function teaserLists(blocks: readonly Block[]): ReadonlySet<Block> {
  const lists = new Map<Block, { cards: Set<Block>; length: number }>();
  for (const block of blocks) {
    if (!HEADING.test(block.name) || block.linked < LINKED * block.length || block.length === 0) continue;
    const card = cardOf(block);
    if (!card?.parent) continue;
    const list = lists.get(card.parent) ?? { cards: new Set(), length: 0 };
    if (!list.cards.has(card)) list.length += card.length;
    list.cards.add(card);
    lists.set(card.parent, list);
  }
  const found = [...lists].filter(
    ([parent, { cards, length }]) => cards.size >= MIN_CARDS && length >= MIN_SHARE * parent.length,
  );
  return new Set(found.map(([parent]) => parent));
}

/** The innermost block around a heading that holds more than it. */
function cardOf(heading: Block): Block | undefined {
  let card = heading.parent;
  while (card && card.length === heading.length) card = card.parent;
  return card;
}
