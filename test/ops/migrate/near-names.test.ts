import { expect, test } from "vitest";
import { nearNames } from "../../../ops/migrate/near-names.ts";

test("the names with the fewest changed letters come first", () => {
  const names = ["R-20261121-abcdef", "R-20261120-abcdef", "R-20250101-zzzzzz", "lease"];
  expect(nearNames("R-20261120-abcdeg", names)).toEqual([names[1], names[0], names[2]]);
  expect(nearNames("x", [])).toEqual([]);
});
