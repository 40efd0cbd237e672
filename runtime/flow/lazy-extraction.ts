import { filling } from "../lambda/invocation.ts";
import type { Extraction } from "./attempt.ts";

/**
 * Extraction that is loaded with the first page: a function starts without the engine, the HTTP client and the parser,
 * and one that never fetches a page never loads them.
 */
export function lazyExtraction(load: () => Promise<Extraction>): Extraction {
  let loaded: Promise<Extraction> | undefined;
  return async (wanted, signal) => {
    loaded ??= filling(load)();
    const extract = await loaded;
    return extract(wanted, signal);
  };
}
