import { type Gap, isNamed, reasonOf } from "./gaps.ts";

export type Call<Answer> = {
  /** `service:Action`, as policies write it. */
  permission: string;
  on?: string | undefined;
  /** Names of the errors that mean there is none. */
  none?: readonly string[];
  send: (signal: AbortSignal) => Promise<Answer>;
};

export type Listing<Answer, Item> = {
  permission: string;
  on?: string | undefined;
  none?: readonly string[];
  send: (token: string | undefined, signal: AbortSignal) => Promise<Answer>;
  /** The items of a page; undefined when the page came without its list. */
  items: (answer: Answer) => readonly Item[] | undefined;
  next?: (answer: Answer) => string | undefined;
  /** Whether the page says that there is more. */
  more?: (answer: Answer) => boolean | undefined;
};

/** Asks AWS and keeps book of what it could not learn: a call without an answer leaves a gap, never an empty answer. */
export class Asking {
  readonly gaps: Gap[] = [];
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The answer to one call; undefined when there is none of what was asked for, or after noting a gap. */
  async one<Answer>({ permission, on, none = [], send }: Call<Answer>): Promise<Answer | undefined> {
    this.#signal.throwIfAborted();
    try {
      return await send(this.#signal);
    } catch (error) {
      if (!isNamed(error, none)) this.#note(permission, on, reasonOf(error, this.#signal));
      return undefined;
    }
  }

  /** All items of all pages; a page that is incomplete or does not lead on leaves a gap. */
  async all<Answer, Item>(listing: Listing<Answer, Item>): Promise<Item[]> {
    const { permission, on, items, next, more } = listing;
    const found: Item[] = [];
    const seen = new Set<string>();
    for (let token: string | undefined; ; ) {
      const from = token;
      const page = await this.one({ ...listing, send: (signal) => listing.send(from, signal) });
      if (page === undefined) return found;
      const list = items(page);
      if (list === undefined) return this.#half(found, listing, "a page came without its list");
      found.push(...list);
      token = next?.(page) || undefined;
      if (token === undefined) {
        if (more?.(page) !== true) return found;
        this.#note(permission, on, "a page says there is more, but not how to get it");
        return found;
      }
      if (seen.has(token)) return this.#half(found, listing, "the same page came again");
      seen.add(token);
    }
  }

  /** Notes something that was read but cannot be used. */
  odd(permission: string, on: string, reason: string): void {
    this.#note(permission, on, reason);
  }

  #half<Item>(found: Item[], { permission, on }: { permission: string; on?: string | undefined }, reason: string) {
    this.#note(permission, on, reason);
    return found;
  }

  #note(permission: string, on: string | undefined, reason: string): void {
    const service = permission.slice(0, permission.indexOf(":"));
    this.gaps.push({ service, permission, on, reason });
  }
}
