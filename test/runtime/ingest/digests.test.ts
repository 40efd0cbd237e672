import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import { paramsDigest } from "../../../runtime/ingest/params-digest.ts";
import { requestDigest } from "../../../runtime/ingest/request-digest.ts";

test("the order of keys does not change a digest, at any depth", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (params) => {
      const turned = Object.fromEntries(Object.entries(params).reverse());
      expect(paramsDigest({ inner: turned })).toBe(paramsDigest({ inner: params }));
      expect(paramsDigest(JSON.parse(JSON.stringify(params)))).toBe(paramsDigest(params));
    }),
  );
});

test("different params have different digests", () => {
  const digests = [{}, { a: 1 }, { a: "1" }, { a: [1] }, { a: null }, { a: [1, 2] }, { a: [2, 1] }, { "a:1": {} }].map(
    paramsDigest,
  );
  expect(new Set(digests).size).toBe(digests.length);
});

test("an absent value is no value", () => {
  expect(paramsDigest({ a: 1, b: undefined })).toBe(paramsDigest({ a: 1 }));
});

test("a request is told apart by page, params and type", () => {
  const request = { contentId: "c1_a", params: { instructions: "x" }, type: "async" } as const;
  const digests = [
    request,
    { ...request, contentId: "c1_b" },
    { ...request, params: {} },
    { ...request, type: "ai-process" } as const,
  ].map(requestDigest);
  expect(new Set(digests).size).toBe(4);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("params nested without end are refused, not overflowed", () => {
  let params: Record<string, unknown> = {};
  for (let level = 0; level < 50_000; level += 1) params = { params };
  expect(() => paramsDigest(params)).toThrow(Failure);
});
