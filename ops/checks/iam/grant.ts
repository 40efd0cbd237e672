import { parseArn } from "./arn.ts";
import type { PrincipalElement } from "./document.ts";
import { accountOf, type Principal } from "./principal.ts";
import { or, type Truth, unknown } from "./truth.ts";

/**
 * How closely a Principal element names who asks: `direct` (the user, the session, the service, everyone), `role` (the role
 * of the session) or `account` (its whole account, which delegates to the account's own policies).
 */
export type Grant = { readonly direct: Truth; readonly role: Truth; readonly account: Truth };

/** Names nobody who asks. */
export const NO_GRANT: Grant = { direct: false, role: false, account: false };
const EVERYONE: Grant = { ...NO_GRANT, direct: true };
const ACCOUNT_ID = /^\d{12}$/;

/** Whether a grant names who asks in any way. */
export function anyOf({ direct, role, account }: Grant): Truth {
  return or(direct, or(role, account));
}

/** Both grants taken together. */
export function either(left: Grant, right: Grant): Grant {
  if (left === NO_GRANT) return right;
  if (right === NO_GRANT) return left;
  return {
    direct: or(left.direct, right.direct),
    role: or(left.role, right.role),
    account: or(left.account, right.account),
  };
}

function grantOf(level: keyof Grant, truth: Truth): Grant {
  return truth === false ? NO_GRANT : { ...NO_GRANT, [level]: truth };
}

function toRole(entry: string, resource: string, principal: Principal): Truth {
  if (principal.kind !== "role") return false;
  // Role names are unique in an account whatever their path, so a session's role is known by its name alone.
  return principal.arn === undefined ? resource.split("/").at(-1) === principal.name : entry === principal.arn;
}

function toSession(resource: string, principal: Principal): Truth {
  const [, name, ...session] = resource.split("/");
  if (principal.kind !== "role" || principal.name !== name) return false;
  if (principal.session !== undefined) return session.join("/") === principal.session;
  return unknown(`it is not known whether a session of role ${name} is called ${session.join("/")}`);
}

function toUser(entry: string, principal: Principal): Grant {
  if (principal.kind === "user") return grantOf("direct", entry === principal.arn);
  if (principal.kind !== "federated-user") return NO_GRANT;
  const asked =
    principal.user === undefined
      ? unknown(`it is not known who federated ${principal.name}`)
      : entry === principal.user;
  return grantOf("role", asked);
}

function byUniqueId(entry: string, principal: Principal): Grant {
  if (principal.kind !== "role" && principal.kind !== "user") return NO_GRANT;
  const level = principal.kind === "role" ? "role" : "direct";
  const same =
    principal.uniqueId === undefined
      ? unknown(`it is not known whose unique id ${entry} is`)
      : entry === principal.uniqueId;
  return grantOf(level, same);
}

function byArn(entry: string, principal: Principal): Grant {
  const arn = parseArn(entry);
  if (arn === undefined) return byUniqueId(entry, principal);
  if (arn.account !== accountOf(principal)) return NO_GRANT;
  const [type] = arn.resource.split("/");
  if (type === "root") return grantOf(principal.kind === "root" ? "direct" : "account", true);
  if (type === "role") return grantOf("role", toRole(entry, arn.resource, principal));
  if (type === "assumed-role") return grantOf("direct", toSession(arn.resource, principal));
  if (type === "user") return toUser(entry, principal);
  return grantOf("direct", "arn" in principal && entry === principal.arn);
}

function byAws(entry: string, principal: Principal): Grant {
  if (!ACCOUNT_ID.test(entry)) return byArn(entry, principal);
  if (entry !== accountOf(principal)) return NO_GRANT;
  return grantOf(principal.kind === "root" ? "direct" : "account", true);
}

function byCanonicalUser(entry: string, principal: Principal): Grant {
  return accountOf(principal) === undefined
    ? NO_GRANT
    : grantOf("account", unknown(`it is not known which account canonical user ${entry.slice(0, 8)}… is`));
}

/** How the entries of an element, taken as a plain list, name who asks. */
export function listed(element: PrincipalElement, principal: Principal): Grant {
  let grant = element.everyone ? EVERYONE : NO_GRANT;
  for (const entry of element.aws) grant = either(grant, byAws(entry, principal));
  for (const entry of element.canonicalUsers) grant = either(grant, byCanonicalUser(entry, principal));
  const direct =
    (principal.kind === "service" && element.services.includes(principal.service)) ||
    (principal.kind === "federated" && element.federated.includes(principal.provider));
  return direct ? either(grant, EVERYONE) : grant;
}
