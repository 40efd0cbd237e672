import { expect, it } from "vitest";
import { historyOf } from "../../../runtime/migrating/history.ts";
import { apply, mixedItems, portsOf, rollback, world } from "./world.ts";

const { signal } = new AbortController();
const TINY = { id: "0099-tiny", codeHash: "c0de" };
const NEXT = { id: "0100-next", codeHash: "1" };

it("tells applied, pending, drifted and missing migrations apart", async () => {
  const one = world(mixedItems(5));
  const standings = async (registered: readonly { id: string; codeHash: string }[]) =>
    (await historyOf({ ports: portsOf(one), registered }, signal)).map(({ migration, state }) => [migration, state]);
  expect(await standings([TINY, NEXT])).toEqual([
    ["0099-tiny", "pending"],
    ["0100-next", "pending"],
  ]);
  const { run } = await apply(portsOf(one));
  expect(await standings([TINY, NEXT])).toEqual([
    ["0099-tiny", "applied"],
    ["0100-next", "pending"],
  ]);
  expect(await standings([{ ...TINY, codeHash: "0dd" }])).toEqual([["0099-tiny", "drifted"]]);
  expect(await standings([NEXT])).toEqual([
    ["0100-next", "pending"],
    ["0099-tiny", "missing"],
  ]);
  await rollback(portsOf(one), run);
  expect(await standings([{ ...TINY, codeHash: "0dd" }])).toEqual([["0099-tiny", "pending"]]);
});

it("says what is wrong with a drifted and a missing one, naming both sides", async () => {
  const one = world([]);
  const { run } = await apply(portsOf(one));
  const problem = async (registered: readonly { id: string; codeHash: string }[]) =>
    (await historyOf({ ports: portsOf(one), registered }, signal)).flatMap((standing) => standing.problem ?? []);
  expect(await problem([{ ...TINY, codeHash: "0dd" }])).toEqual([expect.stringMatching(`0dd.*${run}.*c0de`)]);
  expect(await problem([])).toEqual([expect.stringMatching(`${run}.*not in the registry`)]);
});
