import fc from "fast-check";
import type { ContextValue } from "../../../../ops/checks/iam/context.ts";
import type { WrittenPolicies } from "./case-policies.ts";

export const ACCOUNT = "111122223333";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
const THING = `arn:aws:toy:us-west-2:${ACCOUNT}:thing`;
export const ARNS = [THING, `${THING}/a`, `${THING}/b`, `${THING}/ab`, `${THING}:a`];
export const ACTIONS = ["toy:a", "toy:b", "toy:ab", "toy:ba", "toy:bb"];
const KEYS = ["toy:one", "toy:two", "aws:SourceVpce"];
const VALUES = ["red", "blue", "10"];
const OPERATORS = [
  ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists", "StringEqualsIfExists"],
  ...["NumericLessThan", "ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringNotEquals"],
];

export type RandomStatement = Readonly<Record<string, unknown>>;

const actions = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ACTIONS) },
  { weight: 3, arbitrary: fc.constantFrom("*", "toy:*", "toy:a*", "toy:*b", "toy:?", "toy:b?") },
);
const resources = fc.oneof(
  fc.constantFrom(...ARNS),
  fc.constantFrom("*", `${THING}*`, `${THING}/*`, `${THING}/?`, `${THING}/*b`, `${THING}2`, `${THING}/\${toy:one}`),
);
const condition = fc.record({
  operator: fc.constantFrom(...OPERATORS),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom(...VALUES, "r*", `$${"{toy:two}"}`),
});
const body = fc
  .record({
    action: fc.array(actions, { minLength: 1, maxLength: 2 }),
    notAction: fc.boolean(),
    resource: fc.array(resources, { minLength: 1, maxLength: 2 }),
    notResource: fc.boolean(),
    condition: fc.option(condition, { nil: undefined, freq: 2 }),
  })
  .map(
    ({ action, notAction, resource, notResource, condition: tested }): RandomStatement => ({
      [notAction ? "NotAction" : "Action"]: action,
      [notResource ? "NotResource" : "Resource"]: resource,
      ...(tested && { Condition: { [tested.operator]: { [tested.key]: tested.value } } }),
    }),
  );
const PRINCIPALS = ["*", { AWS: ROLE }, { AWS: ACCOUNT }, { AWS: `arn:aws:iam::${ACCOUNT}:role/other` }];

/** A statement of an identity policy, a boundary or a session policy. */
export function statement(effect: fc.Arbitrary<"Allow" | "Deny">): fc.Arbitrary<RandomStatement> {
  return fc.record({ Effect: effect, rest: body }).map(({ Effect, rest }) => ({ Effect, ...rest }));
}

/** A statement of a resource policy. */
export function resourceStatement(effect: fc.Arbitrary<"Allow" | "Deny">): fc.Arbitrary<RandomStatement> {
  return fc
    .record({
      of: statement(effect),
      principal: fc.constantFrom(...PRINCIPALS),
      inverse: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ of, principal, inverse }) => ({ ...of, [inverse === 0 ? "NotPrincipal" : "Principal"]: principal }));
}

const effect = fc.constantFrom<"Allow" | "Deny">("Allow", "Allow", "Deny");
export const statements = fc.array(statement(effect), { maxLength: 4 });
export const document = (list: readonly RandomStatement[]) => ({ Version: "2012-10-17", Statement: list });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

/** Statements by layer; a layer that is undefined is not there. */
export const layers = fc.record({
  identity: statements,
  resource: seldom(fc.array(resourceStatement(effect), { maxLength: 3 })),
  boundary: seldom(statements),
  session: seldom(statements),
  scp: seldom(statements),
});
export type RandomLayers = typeof layers extends fc.Arbitrary<infer T> ? T : never;

/** The layers as a case row would write them. */
export function writtenOf({ identity, resource, boundary, session, scp }: RandomLayers): WrittenPolicies {
  return {
    identity: [document(identity)],
    ...(resource && { resource: [document(resource)] }),
    ...(boundary && { boundary: [document(boundary)] }),
    ...(session && { session: [document(session)] }),
    ...(scp && { scp: [[document(scp)]] }),
  };
}

const known = fc.oneof(
  fc.constant<ContextValue>(null),
  fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 2 }),
);

/** A context in which every key is settled. */
export const settled = fc.record(Object.fromEntries(KEYS.map((key) => [key, known])));

/** Which of the keys to forget. */
export const forgotten = fc.subarray(KEYS);
