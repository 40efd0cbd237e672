import { expect, test } from "vitest";
import { ops } from "./ops-process.ts";

test("ops gate --list explains every step in order and runs none", async () => {
  const { code, out, err } = await ops(["gate", "--list", "--json"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const steps = JSON.parse(out) as { name: string; explains: string }[];
  const names = "schemas environments models architecture secrets isolation migrations".split(" ");
  expect(steps.map(({ name }) => name)).toEqual(names);
  for (const { explains } of steps) expect(explains).toMatch(/\.$/);
});

test("a stage that there is not is refused with a sentence", async () => {
  const { code, out, err } = await ops(["gate", "--stage", "staging"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("staging");
});
