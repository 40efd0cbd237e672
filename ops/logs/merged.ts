import { byTime, type LogEvent } from "./log-event.ts";

/** The pages of one function's events, as they are read; each page may be in any order. */
export type EventPages = AsyncIterator<readonly LogEvent[]>;

type Source = { readonly pages: EventPages; waiting: readonly LogEvent[]; at: number };

/** The events of all sources in time order, reading on only in the source that ran out: what is held is one page of each. */
export async function* merged(sources: readonly EventPages[]): AsyncGenerator<LogEvent> {
  const started = await Promise.all(sources.map((pages) => filled({ pages, waiting: [], at: 0 })));
  let open = started.filter((source) => source !== undefined);
  while (open.length > 0) {
    const next = open.reduce((earliest, source) => (isEarlier(source, earliest) ? source : earliest));
    const event = next.waiting[next.at];
    if (event !== undefined) yield event;
    next.at += 1;
    if (next.at >= next.waiting.length && (await filled(next)) === undefined) {
      open = open.filter((source) => source !== next);
    }
  }
}

function isEarlier(one: Source, other: Source): boolean {
  const [first, second] = [one.waiting[one.at], other.waiting[other.at]];
  return first !== undefined && second !== undefined && byTime(first, second) < 0;
}

/** The source with its next page that holds anything; undefined at its end. */
async function filled(source: Source): Promise<Source | undefined> {
  for (;;) {
    const { done, value } = await source.pages.next();
    if (done === true) return undefined;
    if (value.length === 0) continue;
    source.waiting = value.toSorted(byTime);
    source.at = 0;
    return source;
  }
}
