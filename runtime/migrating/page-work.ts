import { plainOf } from "../migrations/plain.ts";
import { counted, NOTHING } from "./counts.ts";
import { imageHash } from "./image.ts";
import { eachInFlight } from "./in-flight.ts";
import { type Writing, type Written, writeItem } from "./item-writing.ts";
import { idOf, type Judgement, judge, type Rewrite } from "./judge.ts";
import type { Item } from "./ports.ts";
import type { Counts, QuarantineLine } from "./run-types.ts";

/** Writes of one segment that are under way at once. */
const AT_ONCE = 8;

export type PageDone = { readonly counts: Counts; readonly contended: readonly string[] };

/** Brings the items of one page up to date: before-images first, all in one object, then the writes, then the list of what was left out. */
export async function workPage(writing: Writing, items: readonly Item[], signal: AbortSignal): Promise<PageDone> {
  const rewrites: Rewrite[] = [];
  const lines: QuarantineLine[] = [];
  const contended: string[] = [];
  let counts = NOTHING;
  const count = (written: Written) => {
    counts = counted(counts, { ...written.counts, ...outcomeCounts(written) });
    if (written.line !== undefined) lines.push(written.line);
  };
  for (const item of items) {
    const judged = judge(writing, item);
    if (judged.kind === "rewrite") rewrites.push(judged);
    else count(settledAlready(writing, item, judged));
  }
  await writing.log.image(rewrites, signal);
  const write = async (rewrite: Rewrite, untilOneFails: AbortSignal) => {
    const written = await writeItem(writing, rewrite, untilOneFails);
    if (written.outcome === "contended") contended.push(rewrite.id);
    count(written);
  };
  await eachInFlight({ of: rewrites, atOnce: AT_ONCE }, write, signal);
  await writing.log.quarantine(lines, signal);
  return { counts, contended };
}

const NO_WRITE = { races: 0, retries: 0, writeUnits: 0 };

/** An item that needs nothing, or gets nothing. A canonical one was migrated by this run if an interrupted attempt wrote it. */
function settledAlready({ migration, log }: Writing, item: Item, judged: Exclude<Judgement, Rewrite>): Written {
  if (judged.kind === "quarantine") return { outcome: "quarantined", line: judged.line, counts: NO_WRITE };
  const entry = log.entryOf(idOf(item), imageHash(item));
  if (entry === undefined) return { outcome: "canonical", counts: NO_WRITE };
  const found = migration.classify(plainOf(entry.before));
  return { outcome: "migrated", ...(found.kind === "legacy" ? { shape: found.shape } : {}), counts: NO_WRITE };
}

function outcomeCounts({ outcome, shape, line }: Written): Partial<Counts> {
  const reasons = line === undefined ? {} : { reasons: { [line.reason]: 1 } };
  const shapes = outcome === "migrated" && shape !== undefined ? { shapes: { [shape]: 1 } } : {};
  return { [outcome]: 1, ...reasons, ...shapes };
}
