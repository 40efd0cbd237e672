import type { LogEvent } from "./log-event.ts";

/** Events arrive late by a few seconds; what is older than the newest by more than this is taken as read, in milliseconds. */
const LATE = 60_000;
/** No clock that AWS accepts is further off, in milliseconds; a function that says nothing is not read from ever further back. */
const CLOCKS_APART = 6 * 60_000;

/** How far one function's log has been read. */
export type ReadingPlace = {
  /** Where to read from next, in epoch milliseconds. */
  from(): number;
  /** Whether this event comes for the first time. */
  isNew(event: LogEvent): boolean;
  /** A reading that began at this moment (epoch milliseconds) came to its end. */
  ended(began: number): void;
};

/** Begins at `since`; later readings overlap, so that events that arrive late are found, each once. It holds the ids of one overlap. */
export function readingPlace(since: number): ReadingPlace {
  let start = since;
  let newest = since;
  const known = new Map<string, number>();
  return {
    from: () => Math.max(start, newest - LATE),
    isNew({ id, at }) {
      if (known.has(id)) return false;
      known.set(id, at);
      newest = Math.max(newest, at);
      for (const [earlier, when] of known) {
        if (when >= newest - LATE) break;
        known.delete(earlier);
      }
      return true;
    },
    ended(began) {
      start = Math.max(start, began - CLOCKS_APART);
    },
  };
}
