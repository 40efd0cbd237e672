import { expect, test } from "vitest";
import { inOrder } from "../../../ops/extract/in-order.ts";

async function* counted(last: number) {
  for (let number = 1; number <= last; number += 1) yield number;
}

/** Work that ends when it is told to. */
function bench() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (item: number) => {
    begun.push(item);
    return new Promise<number>((resolve) => ends.set(item, () => resolve(item * 10)));
  };
  return { begun, work, end: (item: number) => ends.get(item)?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("results come in the order of their items, however long each takes", async () => {
  const { work, end, begun } = bench();
  const results = inOrder({ items: counted(3), limit: 8, work });
  const first = results.next();
  await turn();
  expect(begun).toEqual([1, 2, 3]);
  for (const item of [3, 2, 1]) end(item);
  expect(await first).toEqual({ done: false, value: 10 });
  expect([await results.next(), await results.next(), await results.next()]).toMatchObject([
    { value: 20 },
    { value: 30 },
    { done: true },
  ]);
});

test("no more than the limit are begun before the first is done", async () => {
  const { work, end, begun } = bench();
  const results = inOrder({ items: counted(5), limit: 2, work });
  const first = results.next();
  await turn();
  expect(begun).toEqual([1, 2]);
  end(2);
  await turn();
  expect(begun).toEqual([1, 2]);
  end(1);
  await first;
  const second = results.next();
  await turn();
  expect(begun).toEqual([1, 2, 3]);
  expect(await second).toEqual({ done: false, value: 20 });
  await results.return(undefined);
});

test("a result does not wait for items that have not arrived", async () => {
  const stalled = (async function* () {
    yield 1;
    await new Promise(() => undefined);
  })();
  const results = inOrder({ items: stalled, limit: 8, work: async (item) => item });
  expect(await results.next()).toEqual({ done: false, value: 1 });
});

test("what the items throw comes after the results of those before it", async () => {
  const items = (async function* () {
    yield 1;
    yield 2;
    throw new Error("the list is torn");
  })();
  const results = inOrder({ items, limit: 8, work: async (item) => item });
  expect((await results.next()).value).toBe(1);
  expect((await results.next()).value).toBe(2);
  await expect(results.next()).rejects.toThrow("the list is torn");
});
