import { eachInFlight } from "./in-flight.ts";
import { persistently } from "./persistence.ts";
import type { Item, Position } from "./ports.ts";
import type { MigrationPorts } from "./run-types.ts";

/** A key's place is a hash, so the beginnings of many segments are a fair sample. */
const SEGMENTS = 64;
const AT_ONCE = 4;
const PAGE = 250;

/** How many items to look at, or all. */
export type Sample = number | "full";

/** Shows items of all over the table, each once; returns whether those were all. */
export async function sampled(
  { ports, sample }: { readonly ports: Pick<MigrationPorts, "table" | "sleep">; readonly sample: Sample },
  show: (item: Item) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const share = sample === "full" ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(sample / SEGMENTS));
  let all = true;
  const look = async (segment: number, untilOneFails: AbortSignal) => {
    let from: Position | undefined;
    let wanted = share;
    do {
      const limit = Math.min(PAGE, wanted);
      const page = { segment, segments: SEGMENTS, limit, ...(from === undefined ? {} : { from }) };
      const call = () => ports.table.scan(page, untilOneFails);
      const { items, next } = await persistently({ ports }, call, untilOneFails);
      for (const item of items) show(item);
      wanted -= items.length;
      from = next;
    } while (from !== undefined && wanted > 0);
    if (from !== undefined) all = false;
  };
  const of = Array.from({ length: SEGMENTS }, (_, segment) => segment);
  await eachInFlight({ of, atOnce: AT_ONCE }, look, signal);
  return all;
}
