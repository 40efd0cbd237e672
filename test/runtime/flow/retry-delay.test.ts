import { expect, test } from "vitest";
import { retryDelay } from "../../../runtime/flow/retry-delay.ts";

test.each([
  [1, undefined, 10],
  [2, undefined, 20],
  [3, undefined, 40],
  [1, 3, 10],
  [1, 30.2, 31],
  [2, 100_000, 900],
  [400, undefined, 900],
])(
  "after receipt %i of a failure that asks for %s seconds, a message comes again after %i",
  (receiveCount, retryAfter, seconds) => {
    expect(retryDelay({ failure: { code: "unavailable", retryAfter }, receiveCount })).toBe(seconds);
  },
);

test("a message that is no job comes again after a second, however often it came", () => {
  for (const receiveCount of [1, 2, 3]) {
    expect(retryDelay({ failure: { code: "invalid-request", retryAfter: undefined }, receiveCount })).toBe(1);
  }
});
