import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../../../runtime/domain/failure.ts";
import { consequenceOf, pauseBefore } from "../../../runtime/model/after-failure.ts";

const failure = (reason: string | undefined, retryAfter?: number) =>
  new Failure("model-unavailable", "x", {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });

test.each([
  ["status-401", "provider"],
  ["status-402", "provider"],
  ["quota-spent", "provider"],
  ["key-unreadable", "provider"],
  ["status-404", "model"],
  ["status-429", "model"],
  ["status-500", "model"],
  ["connection", "model"],
  ["slow", "model"],
  ["context-length", "nobody"],
] as const)("after %s somebody else is asked, and the %s is left alone", (reason, cools) => {
  expect(consequenceOf(failure(reason))).toMatchObject({ failover: true, cools });
});

test("an answer that does not fit is got over, a refusal and what nobody understands are not", () => {
  const after = (code: "model-answer-invalid" | "model-refused" | "internal" | "deadline-exceeded") =>
    consequenceOf(new Failure(code, "x")).failover;
  expect(after("model-answer-invalid")).toBe(true);
  expect([after("model-refused"), after("internal"), after("deadline-exceeded")]).toEqual([false, false, false]);
});

test.each<[string, number | undefined, number, boolean, number | undefined]>([
  ["status-429", 2, 4_000, false, 2_000],
  ["status-429", 2, 3_999, false, undefined],
  ["status-429", undefined, 4_000, false, undefined],
  ["status-429", undefined, 4_000, true, 300],
  ["status-503", undefined, 4_000, true, 300],
  ["status-503", undefined, 500, true, undefined],
  ["connection", undefined, 4_000, true, 300],
  ["status-404", undefined, 4_000, true, undefined],
  ["quota-spent", 1, 4_000, true, undefined],
  ["slow", undefined, 4_000, true, undefined],
])("%s with a wait of %s s and %i ms left (last: %s) pauses for %s ms", (reason, retryAfter, left, last, pause) => {
  expect(pauseBefore({ failure: failure(reason, retryAfter), left, last })).toBe(pause);
});

test("a pause never takes more than half of what is left", () => {
  fc.assert(
    fc.property(fc.option(fc.nat(100), { nil: undefined }), fc.nat(20_000), fc.boolean(), (wait, left, last) => {
      expect(pauseBefore({ failure: failure("status-429", wait), left, last }) ?? 0).toBeLessThanOrEqual(left / 2);
    }),
  );
});
