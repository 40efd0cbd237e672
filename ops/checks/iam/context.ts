import { parseArn } from "./arn.ts";
import { accountOf, type Principal, tagOf } from "./principal.ts";
import type { Ask, KeyState } from "./template.ts";
import { unknown } from "./truth.ts";

/** What is known of a key: its values, null for known to be absent, or why its value is not known. */
export type ContextValue = readonly string[] | null | { readonly unknown: string };

/** What is known of a request beside who asks for what; keys are not case-sensitive. */
export type Context = {
  readonly keys: Readonly<Record<string, ContextValue>>;
  /** What holds for every key not listed and not told by the principal or the resource. */
  readonly otherwise: "absent" | "unknown";
};

/** Nothing is known of the request: every key that the principal and the resource do not tell stays open. */
export const NOTHING_KNOWN: Context = { keys: {}, otherwise: "unknown" };

/** What the principal and the resource say about a request. */
export type Subject = {
  readonly principal: Principal;
  /** ARN, or "*" for an action that has no resource. */
  readonly resource: string;
  /** Owner of the resource, where its ARN does not say (S3, API Gateway). */
  readonly resourceAccount?: string;
};

type Derive = (subject: Subject) => KeyState | undefined;

const PRINCIPAL_TYPES: Readonly<Partial<Record<Principal["kind"], string>>> = {
  role: "AssumedRole",
  user: "User",
  root: "Account",
  "federated-user": "FederatedUser",
  anonymous: "Anonymous",
};

function isService({ principal }: Subject): boolean {
  return principal.kind === "service";
}

function one(value: string | undefined): KeyState | undefined {
  return value === undefined ? undefined : [value];
}

/** The owner's account of what is asked for; undefined when nothing tells. */
export function ownerOf({ resource, resourceAccount }: Subject): string | undefined {
  const account = parseArn(resource)?.account;
  return resourceAccount ?? (account === "" || account === undefined || !/^\d+$/.test(account) ? undefined : account);
}

const onlyFromServices: Derive = (subject) => (isService(subject) ? undefined : null);
const callerAccount: Derive = ({ principal }) => one(accountOf(principal)) ?? null;

// Presence by kind of principal: IAM User Guide, "AWS global condition context keys".
const DERIVED: Readonly<Record<string, Derive>> = {
  "aws:principalarn": ({ principal }) =>
    "account" in principal ? (one(principal.arn) ?? unknown("the path of the session's role is not known")) : null,
  "aws:principalaccount": callerAccount,
  "kms:calleraccount": callerAccount,
  "aws:principaltype": ({ principal }) => one(PRINCIPAL_TYPES[principal.kind]),
  "aws:principalisawsservice": (subject) => [String(isService(subject))],
  "aws:principalservicename": ({ principal }) => (principal.kind === "service" ? [principal.service] : null),
  "aws:username": ({ principal }) => (principal.kind === "user" ? [principal.name] : null),
  "aws:sourcearn": onlyFromServices,
  "aws:sourceaccount": onlyFromServices,
  "aws:sourceorgid": onlyFromServices,
  "aws:resourceaccount": (subject) =>
    one(ownerOf(subject)) ?? unknown(`it is not known which account owns ${subject.resource}`),
};
const PRINCIPAL_TAG = "aws:principaltag/";

function derive(key: string, subject: Subject): KeyState | undefined {
  if (!key.startsWith(PRINCIPAL_TAG)) return DERIVED[key]?.(subject);
  const value = tagOf(subject.principal, key.slice(PRINCIPAL_TAG.length));
  return value === null ? null : one(value);
}

const lowered = new WeakMap<Context, ReadonlyMap<string, ContextValue>>();

function keysOf(context: Context): ReadonlyMap<string, ContextValue> {
  let keys = lowered.get(context);
  if (keys === undefined) {
    keys = new Map(Object.entries(context.keys).map(([key, value]) => [key.toLowerCase(), value]));
    lowered.set(context, keys);
  }
  return keys;
}

function isValues(value: ContextValue): value is readonly string[] {
  return Array.isArray(value);
}

/** How conditions and variables look keys up: what the context says, else what principal and resource tell, else the rest. */
export function askOf(context: Context, subject: Subject): Ask {
  const keys = keysOf(context);
  return (key) => {
    const said = keys.get(key);
    if (said === null || (said !== undefined && isValues(said))) return said;
    if (said !== undefined) return unknown(said.unknown);
    const derived = derive(key, subject);
    if (derived !== undefined) return derived;
    return context.otherwise === "absent" ? null : unknown(`the value of ${key} is not known`);
  };
}
