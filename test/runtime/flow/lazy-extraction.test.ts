import { expect, test } from "vitest";
import type { Extraction } from "../../../runtime/flow/attempt.ts";
import { lazyExtraction } from "../../../runtime/flow/lazy-extraction.ts";
import { isFilledBy } from "../lambda/lines.ts";

const { signal } = new AbortController();

test("extraction is loaded with the first page, whose invocation is marked, and never again", async () => {
  let loaded = 0;
  const extract = lazyExtraction(async () => {
    loaded += 1;
    return async () => "extracted" as never;
  });
  const wanted = {} as Parameters<Extraction>[0];
  const ask = async () => expect(await extract(wanted, signal)).toBe("extracted");
  expect(loaded).toBe(0);
  expect([await isFilledBy(ask), await isFilledBy(ask)]).toEqual([true, false]);
  expect(loaded).toBe(1);
});
