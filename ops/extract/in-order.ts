export type InOrder<Item, Result> = {
  items: AsyncIterable<Item>;
  /** How many are worked on at a time, and so how many results wait for an earlier one. */
  limit: number;
  /** Must not reject. */
  work: (item: Item) => Promise<Result>;
};

type Event<Item> = { arrived: IteratorResult<Item, unknown> } | { failed: unknown } | "done";

/**
 * The result of each item in the items' order, each as soon as it and all before it are there. What the items throw is
 * thrown after the results of those before it.
 */
export async function* inOrder<Item, Result>({ items, limit, work }: InOrder<Item, Result>): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  const pull = (): Promise<Event<Item>> =>
    source.next().then(
      (arrived) => ({ arrived }),
      (failed: unknown) => ({ failed }),
    );
  let next: Promise<Event<Item>> | undefined = pull();
  let end: { failed?: unknown } | undefined;
  try {
    while (next !== undefined || running.length > 0) {
      const head = running[0]?.then(() => "done" as const);
      const event = await Promise.race(
        [head, running.length < limit ? next : undefined].filter((e) => e !== undefined),
      );
      if (event === "done") {
        const result = running.shift();
        if (result) yield await result;
      } else if ("failed" in event) {
        end = event;
        next = undefined;
      } else if (event.arrived.done) {
        next = undefined;
      } else {
        running.push(work(event.arrived.value));
        next = pull();
      }
    }
  } finally {
    await source.return?.();
  }
  if (end) throw end.failed;
}
