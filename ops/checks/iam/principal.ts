import { parseArn } from "./arn.ts";

/** Tags by key; given, they are all the tags there are. */
export type Tags = Readonly<Record<string, string>>;

/** Who asks. A role stands for every session of it unless `session` names one. */
export type Principal =
  | {
      readonly kind: "role";
      readonly account: string;
      readonly name: string;
      /** With its path; undefined when only a session ARN is known, which has none. */
      readonly arn?: string;
      readonly session?: string;
      /** `AROA…`, where it is known. */
      readonly uniqueId?: string;
      readonly tags?: Tags;
    }
  | {
      readonly kind: "user";
      readonly account: string;
      readonly name: string;
      readonly arn: string;
      readonly uniqueId?: string;
      readonly tags?: Tags;
    }
  | { readonly kind: "root"; readonly account: string; readonly arn: string }
  | {
      readonly kind: "federated-user";
      readonly account: string;
      readonly name: string;
      readonly arn: string;
      /** ARN of the IAM user who asked for the session, where it is known. */
      readonly user?: string;
    }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "anonymous" };

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/;

/**
 * Reads a principal from an ARN (role, assumed-role, user, federated-user, root), a service principal
 * or "anonymous"; undefined when it is none of these.
 */
export function parsePrincipal(text: string): Principal | undefined {
  if (text === "anonymous") return { kind: "anonymous" };
  if (SERVICE.test(text)) return { kind: "service", service: text };
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const { account, resource, service } = arn;
  const [type = "", ...path] = resource.split("/");
  const name = path.at(-1) ?? "";
  const made = `${service}:${type}`;
  if (made === "iam:role") return { kind: "role", account, name, arn: text };
  if (made === "sts:assumed-role") {
    const [role = "", ...session] = path;
    return { kind: "role", account, name: role, session: session.join("/") };
  }
  if (made === "iam:user") return { kind: "user", account, name, arn: text };
  if (made === "sts:federated-user") return { kind: "federated-user", account, name: path.join("/"), arn: text };
  if (made === "iam:root") return { kind: "root", account, arn: text };
  return made === "iam:saml-provider" || made === "iam:oidc-provider"
    ? { kind: "federated", provider: text }
    : undefined;
}

/** The principal's account; undefined for those that belong to none. */
export function accountOf(principal: Principal): string | undefined {
  return "account" in principal ? principal.account : undefined;
}

/** The principal's tag; null when it is known to have none of that key, undefined when its tags are not known. */
export function tagOf(principal: Principal, key: string): string | null | undefined {
  if (!("tags" in principal) || principal.tags === undefined) return undefined;
  const found = Object.entries(principal.tags).find(([name]) => name.toLowerCase() === key);
  return found?.[1] ?? null;
}
