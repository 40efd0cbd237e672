import { parseArn } from "./arn.ts";
import { ownerOf, type Subject } from "./context.ts";
import { accountOf } from "./principal.ts";
import { type Unknown, unknown } from "./truth.ts";

/** Resources to which an identity policy alone gives no access. */
export type Guard = "key-policy" | "trust-policy";

/** How who asks stands to what is asked for; it selects the rule that combines the layers. */
export type Standing = {
  /** `outside`: who asks belongs to no account (a service, an anonymous caller, an identity provider's user). */
  readonly relation: "same-account" | "cross-account" | "outside" | Unknown;
  readonly guard: Guard | undefined;
  readonly root: boolean;
};

const TRUST_ACTION = /^sts:/;

function guardOf(service: string, resource: string): Guard | undefined {
  const arn = parseArn(resource);
  if (service === "kms" && arn?.service === "kms" && arn.resource.startsWith("key/")) return "key-policy";
  return service === "sts" && arn?.service === "iam" && arn.resource.startsWith("role/") ? "trust-policy" : undefined;
}

function relationOf(subject: Subject): Standing["relation"] {
  const account = accountOf(subject.principal);
  if (account === undefined) return "outside";
  // An action without a resource is one on the caller's own account.
  if (subject.resource === "*" && subject.resourceAccount === undefined) return "same-account";
  const owner = ownerOf(subject);
  if (owner === undefined) return unknown(`it is not known which account owns ${subject.resource}`);
  return owner === account ? "same-account" : "cross-account";
}

/** How a subject stands for actions of this service. */
export function standingOf(subject: Subject, service: string): Standing {
  return {
    relation: relationOf(subject),
    guard: guardOf(service, subject.resource),
    root: subject.principal.kind === "root",
  };
}

/** A role's trust policy speaks only of taking the role on, never of managing it. */
export function trustApplies(action: string): boolean {
  return TRUST_ACTION.test(action);
}
