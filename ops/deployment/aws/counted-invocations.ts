/** A canary that saw so many invocations break has ended long before. */
const MOST = 10_000;

/** The ids of invocations that were counted, the newest ones: an end is told in several lines, and lines are read in several goes. */
export class CountedInvocations {
  readonly #ids = new Set<string>();
  readonly #most: number;

  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** Whether an id comes for the first time. */
  isFirst(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > this.#most && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }
}
