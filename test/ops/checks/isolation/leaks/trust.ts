import type { LeakKinds } from "./leak.ts";
import { ACCOUNT, arnOf } from "./stack-draft.ts";
import { allow, grantTo, principal, SID, trust } from "./statements.ts";

/** Leaks through who may take on which role. */
export const TRUST_LEAKS: LeakKinds = {
  "a role trusts a role of the other stage": ({ mine, theirs }) => {
    const [role, stranger] = [mine.pick("Role"), theirs.pick("Role")];
    trust(role, allow({ Principal: principal(stranger), Action: "sts:AssumeRole" }));
    return { names: [arnOf(stranger), "sts:AssumeRole", arnOf(role)], sid: SID };
  },
  "a role trusts everyone": ({ mine }) => {
    const role = mine.pick("Role");
    trust(role, allow({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" }));
    return { names: ["sts:AssumeRole", arnOf(role)], sid: SID };
  },
  "a role trusts the account and the other stage may assume it": (seeding) => {
    const role = seeding.theirs.pick("Role");
    trust(role, {
      Sid: "Account",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "sts:AssumeRole",
    });
    const stranger = grantTo(seeding, allow({ Action: "sts:AssumeRole", Resource: arnOf(role) }));
    return { names: [arnOf(stranger), "sts:AssumeRole", arnOf(role)] };
  },
  "a role trusts the other stage with an id that anyone can say": ({ mine, theirs }) => {
    const [role, stranger] = [mine.pick("Role"), theirs.pick("Role")];
    const Condition = { StringEquals: { "sts:ExternalId": "atlas" } };
    trust(role, allow({ Principal: principal(stranger), Action: "sts:AssumeRole", Condition }));
    return { names: [arnOf(stranger), "sts:AssumeRole", arnOf(role)], sid: SID };
  },
  "a chain of two roles": (seeding) => {
    const { mine, theirs, random } = seeding;
    const [first, second] = random.shuffled(mine.all("Role"));
    const target = theirs.pick("Role");
    if (first === undefined || second === undefined) throw new Error("Two roles are needed.");
    trust(second, { Sid: "Hop", Effect: "Allow", Principal: principal(first), Action: "sts:AssumeRole" });
    trust(target, allow({ Principal: principal(second), Action: "sts:AssumeRole" }));
    return { names: [arnOf(first), arnOf(second), arnOf(target)], sid: SID };
  },
  "a chain to a role that reaches across": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Table"));
    const crossing = grantTo(seeding, allow({ Action: "dynamodb:GetItem", Resource: target }));
    const first = seeding.random.pick(seeding.mine.all("Role").filter((each) => each !== crossing));
    trust(crossing, { Sid: "Hop", Effect: "Allow", Principal: principal(first), Action: "sts:AssumeRole" });
    return { names: [arnOf(first), "sts:AssumeRole", arnOf(crossing), target], sid: SID };
  },
};
