import fc from "fast-check";
import { expect, it } from "vitest";
import { instantText } from "../../../runtime/lambda/instant.ts";

it("writes an instant as a Date does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), fc.integer({ min: 0, max: 100_000 }), (at, later) => {
      expect([instantText(at), instantText(at + later)]).toEqual([
        new Date(at).toISOString(),
        new Date(at + later).toISOString(),
      ]);
    }),
  );
});
