import { expect, test } from "vitest";
import type { IsolationJudgement } from "../../ops/checks/isolation/judgement.ts";
import { LEAK_KINDS } from "../ops/checks/isolation/leaks/kinds.ts";
import type { Expected } from "../ops/checks/isolation/leaks/leak.ts";
import { randomFrom } from "../ops/checks/isolation/leaks/random.ts";
import { draftOf } from "../ops/checks/isolation/leaks/stack-draft.ts";
import { judged } from "../ops/checks/isolation/stacks.ts";
import { deployedExport } from "./deployed-exports.ts";

const STACKS = { preview: await deployedExport("preview"), production: await deployedExport("production") };

const SEEDS = [1];
const leaks = Object.keys(LEAK_KINDS).flatMap((kind, at) => SEEDS.map((seed) => ({ kind, seed: 1_000 * seed + at })));

function seeded({ kind, seed }: { kind: string; seed: number }): { judgement: IsolationJudgement; expected: Expected } {
  const random = randomFrom(seed);
  const [mine, theirs] = random.shuffled([STACKS.preview, STACKS.production]).map((stack) => draftOf(stack, random));
  const seed_ = LEAK_KINDS[kind];
  if (mine === undefined || theirs === undefined || seed_ === undefined) throw new Error(`There is no leak "${kind}".`);
  const expected = seed_({ mine, theirs, random });
  const [a, b] = random.shuffled([mine.document, theirs.document]);
  return { judgement: judged(a as typeof mine.document, b as typeof mine.document), expected };
}

test("there are at least 80 leaks of at least 35 kinds", () => {
  expect(Object.keys(LEAK_KINDS).length).toBeGreaterThanOrEqual(35);
  expect(leaks.length).toBeGreaterThanOrEqual(80);
});

test.each(leaks)("$kind (seed $seed) is found, and the witness names it", (leak) => {
  const { judgement, expected } = seeded(leak);
  expect(judgement.verdict).toBe("leaking");
  const witnesses = judgement.findings.map(({ witness }) => ({
    chain: witness.chain.join(" → "),
    sid: witness.statement?.sid,
  }));
  const named = witnesses.filter(
    ({ chain, sid }) =>
      expected.names.every((name) => chain.includes(name)) && (expected.sid === undefined || sid === expected.sid),
  );
  expect(named, JSON.stringify({ expected, witnesses, undecided: judgement.undecided }, null, 1)).not.toEqual([]);
});
