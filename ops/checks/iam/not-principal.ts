import type { PrincipalElement } from "./document.ts";
import { anyOf, type Grant, listed, NO_GRANT } from "./grant.ts";
import type { Principal } from "./principal.ts";
import { and, not, type Truth, unknown } from "./truth.ts";

/**
 * Whether a Deny with NotPrincipal applies (IAM User Guide, "NotPrincipal"): to everyone with a permissions boundary, to
 * everyone not listed, and perhaps to a session whose account, role or own ARN is missing from the list.
 */
export function deniedByNotPrincipal(element: PrincipalElement, principal: Principal, bounded: boolean): Truth {
  const named = listed(element, principal);
  if (bounded) return true;
  if (element.everyone) return false;
  const any = anyOf(named);
  if (any === false) return true;
  if (principal.kind === "service" || principal.kind === "federated" || principal.kind === "root") return not(any);
  const session = principal.kind === "role" ? and(named.role, named.direct) : named.direct;
  const complete = and(named.account, session);
  return complete === true
    ? false
    : unknown("a NotPrincipal list names who asks, but not in all the forms AWS may check");
}

/** How an Allow with NotPrincipal names who asks: AWS no longer takes one, and where it stands it names everyone not listed. */
export function allowedByNotPrincipal(element: PrincipalElement, principal: Principal): Grant {
  const named = listed(element, principal);
  const closely = anyOf({ ...named, account: false });
  if (element.everyone || closely === true) return NO_GRANT;
  const byAccount =
    named.account === false ? false : unknown("a NotPrincipal list in an Allow names the account of who asks");
  return { ...NO_GRANT, direct: and(not(closely), not(byAccount)) };
}
