import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContextValue } from "../../../../ops/checks/iam/context.ts";
import { type Decision, decide } from "../../../../ops/checks/iam/decide.ts";
import { reach } from "../../../../ops/checks/iam/reach.ts";
import { scopeOf } from "../../../../ops/checks/iam/resource-scope.ts";
import { policiesOf, principalOf } from "./case-policies.ts";
import {
  ACTIONS,
  ARNS,
  document,
  forgotten,
  layers,
  type RandomLayers,
  ROLE,
  resourceStatement,
  settled,
  statement,
  writtenOf,
} from "./random-policies.ts";

const principal = principalOf(ROLE);
const runs = { numRuns: 500 };
const RANK = { denied: 0, undecided: 1, allowed: 2 } as const;
const RANKS = { unreachable: 0, undecided: 1, reachable: 2 } as const;
const asked = fc.record({ action: fc.constantFrom(...ACTIONS), resource: fc.constantFrom(...ARNS) });
type Keys = Readonly<Record<string, ContextValue>>;

function answer(of: RandomLayers, question: { action: string; resource: string }, keys: Keys): Decision {
  return decide({ principal, ...question, context: { keys, otherwise: "absent" } }, policiesOf(writtenOf(of)));
}

function forget(keys: Keys, names: readonly string[]): Keys {
  return { ...keys, ...Object.fromEntries(names.map((name) => [name, { unknown: `${name} is not known` }])) };
}

test("what is decided while keys are unknown holds for every value they may have", () => {
  fc.assert(
    fc.property(layers, asked, settled, forgotten, (of, question, keys, names) => {
      const early = answer(of, question, forget(keys, names)).verdict;
      if (early !== "undecided") expect(answer(of, question, keys).verdict).toBe(early);
    }),
    runs,
  );
});

test("one more deny never allows more", () => {
  const layer = fc.constantFrom("identity", "resource", "boundary", "session", "scp");
  const denies = fc.record({ plain: statement(fc.constant("Deny")), named: resourceStatement(fc.constant("Deny")) });
  fc.assert(
    fc.property(
      layers,
      layer,
      denies,
      asked,
      settled,
      forgotten,
      (of, name, { plain, named }, question, keys, names) => {
        const context = forget(keys, names);
        const list = of[name as keyof RandomLayers];
        fc.pre(list !== undefined);
        const more = { ...of, [name]: [...(list ?? []), name === "resource" ? named : plain] };
        const [before, after] = [answer(of, question, context), answer(more, question, context)];
        expect(RANK[after.verdict]).toBeLessThanOrEqual(RANK[before.verdict]);
      },
    ),
    runs,
  );
});

test("one more allow never allows less", () => {
  const layer = fc.constantFrom("identity", "resource", "boundary", "session", "scp");
  const allows = fc.record({ plain: statement(fc.constant("Allow")), named: resourceStatement(fc.constant("Allow")) });
  fc.assert(
    fc.property(
      layers,
      layer,
      allows,
      asked,
      settled,
      forgotten,
      (of, name, { plain, named }, question, keys, names) => {
        const context = forget(keys, names);
        const list = of[name as keyof RandomLayers];
        fc.pre(list !== undefined);
        const more = { ...of, [name]: [...(list ?? []), name === "resource" ? named : plain] };
        const [before, after] = [answer(of, question, context), answer(more, question, context)];
        expect(RANK[after.verdict]).toBeGreaterThanOrEqual(RANK[before.verdict]);
      },
    ),
    runs,
  );
});

test("a wider allow never allows less", () => {
  const widen = fc.constantFrom<readonly string[]>(
    ["Action"],
    ["Resource"],
    ["Condition"],
    ["Action", "Resource", "Condition"],
  );
  fc.assert(
    fc.property(layers, widen, asked, settled, (of, parts, question, keys) => {
      const wide = of.identity.map((each) => {
        if (each.Effect !== "Allow") return each;
        const kept = Object.entries(each).filter(([name]) => !parts.includes(name.replace("Not", "")));
        const stars = parts.filter((part) => part !== "Condition").map((part) => [part, "*"]);
        return Object.fromEntries([...kept, ...stars]);
      });
      const [before, after] = [answer(of, question, keys), answer({ ...of, identity: wide }, question, keys)];
      expect(RANK[after.verdict]).toBeGreaterThanOrEqual(RANK[before.verdict]);
    }),
    runs,
  );
});

test("neither the order of statements nor their names matter", () => {
  fc.assert(
    fc.property(layers, asked, settled, forgotten, (of, question, keys, names) => {
      const context = forget(keys, names);
      const turned = Object.fromEntries(
        Object.entries(of).map(([name, list]) => [
          name,
          list?.toReversed().map((each, at) => ({ ...each, Sid: `S${at}` })),
        ]),
      ) as unknown as RandomLayers;
      const [before, after] = [answer(of, question, context), answer(turned, question, context)];
      expect(after.verdict).toBe(before.verdict);
      expect(after.by).toBe(before.by);
    }),
    runs,
  );
});

test("statements in one document or in several are the same", () => {
  fc.assert(
    fc.property(layers, asked, settled, (of, question, keys) => {
      const apart = { ...writtenOf(of), identity: of.identity.map((each) => document([each])) };
      const context = { keys, otherwise: "absent" } as const;
      expect(decide({ principal, ...question, context }, policiesOf(apart)).verdict).toBe(
        answer(of, question, keys).verdict,
      );
    }),
    runs,
  );
});

test("reach agrees with asking for every action and ARN", () => {
  fc.assert(
    fc.property(layers, settled, forgotten, (of, keys, names) => {
      const policies = policiesOf(writtenOf(of));
      const context = { keys: forget(keys, names), otherwise: "absent" } as const;
      const found = reach({ principal, scope: scopeOf({ arn: ARNS[0] ?? "" }), context }, policies);
      const verdicts = ACTIONS.flatMap((action) =>
        ARNS.map((resource) => decide({ principal, action, resource, context }, policies).verdict),
      );
      const most = verdicts.includes("allowed")
        ? "reachable"
        : verdicts.includes("undecided")
          ? "undecided"
          : "unreachable";
      expect(RANKS[most]).toBeLessThanOrEqual(RANKS[found.verdict]);
      if (found.verdict === "unreachable") return;
      const witness = decide({ principal, action: found.action, resource: found.arn, context }, policies).verdict;
      expect(witness).toBe(found.verdict === "reachable" ? "allowed" : "undecided");
    }),
    runs,
  );
});
