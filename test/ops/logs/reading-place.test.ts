import { expect, test } from "vitest";
import { readingPlace } from "../../../ops/logs/reading-place.ts";

const event = (at: number) => ({ id: `${at}`, at, function: "api", text: "" });

test("the next reading overlaps what was read by a minute, and never goes before the first moment asked for", () => {
  const place = readingPlace(100_000);
  expect(place.from()).toBe(100_000);
  place.isNew(event(110_000));
  expect(place.from()).toBe(100_000);
  place.isNew(event(200_000));
  expect(place.from()).toBe(140_000);
});

test("a function that says nothing is not read from ever further back", () => {
  const place = readingPlace(0);
  place.ended(3_600_000);
  expect(place.from()).toBe(3_600_000 - 6 * 60_000);
});

test("what lies within the overlap is known, however much there was", () => {
  const place = readingPlace(0);
  for (let at = 0; at < 500_000; at += 1_000) expect(place.isNew(event(at))).toBe(true);
  for (let at = place.from(); at < 500_000; at += 1_000) expect(place.isNew(event(at))).toBe(false);
});
