import { deadline, until } from "../../reliability/deadline.ts";
import type { PageMemory } from "./page-memory.ts";

export type SteadyMemory = {
  readonly pages: PageMemory;
  /** Hears of each call that failed or took too long; the page is then fetched as if it had never been seen. */
  readonly onFailure: (error: unknown) => void;
};

/** How long a page waits for one call. */
const CALL_MILLISECONDS = 1_500;

/** A memory whose failures are told and never thrown: without it a page costs more, and is the same. */
export function steadyMemory({ pages, onFailure }: SteadyMemory): PageMemory {
  const attempted = async <Value>(call: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal) => {
    const limited = deadline(CALL_MILLISECONDS, signal);
    try {
      return await until(call(limited), limited);
    } catch (error) {
      if (!signal.aborted) onFailure(error);
      return undefined;
    }
  };
  return {
    find: (contentId, signal) => attempted((inner) => pages.find(contentId, inner), signal),
    read: (page, signal) => attempted((inner) => pages.read(page, inner), signal),
    keep: (input, signal) => attempted((inner) => pages.keep(input, inner), signal),
  };
}
