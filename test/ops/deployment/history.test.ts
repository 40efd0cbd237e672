import fc from "fast-check";
import { expect, test } from "vitest";
import { deploymentId } from "../../../ops/deployment/history.ts";

const TIMES = fc.integer({ min: 0, max: 4_000_000_000_000 });
const RANDOM = fc.stringMatching(/^[0-9a-z]{4}$/);

test("ids sort in the order in which they were made, wherever the clock went meanwhile", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(TIMES, RANDOM), { minLength: 2, maxLength: 12 }), (made) => {
      const ids: string[] = [];
      for (const [now, random] of made) ids.push(deploymentId({ now, last: ids.at(-1), random }));
      expect(ids).toEqual(ids.toSorted());
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => /^D-[0-9a-v]{9}-[0-9a-z]{4}$/.test(id))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("an id tells the time at which it was made", () => {
  const now = Date.UTC(2026, 10, 21);
  const id = deploymentId({ now, last: undefined, random: "0000" });
  expect(Number.parseInt(id.slice(2, 11), 32)).toBe(now);
});
