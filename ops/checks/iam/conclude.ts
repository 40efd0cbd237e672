import { anyOf, type Grant } from "./grant.ts";
import type { Standing } from "./standing.ts";
import { and, isUnknown, not, or, type Truth, unknown } from "./truth.ts";

/** What each layer says about one request; a layer that is not there allows (boundary, session, scp, rcp). */
export type Sides = {
  readonly deny: Truth;
  readonly identity: Truth;
  readonly resource: Grant;
  readonly boundary: Truth;
  readonly session: Truth;
  readonly scp: Truth;
  readonly rcp: Truth;
};

/** What settled a decision. */
export type By =
  | "explicit-deny"
  | "scp"
  | "rcp"
  | "boundary"
  | "session"
  | "key-policy"
  | "trust-policy"
  | "cross-account"
  | "implicit"
  | "identity-policy"
  | "resource-policy"
  | "unknown";

/** Whether a request is allowed, and what settled it. */
export type Conclusion = { readonly allowed: Truth; readonly by: By };

function grantedBy(sides: Sides, { relation, guard }: Standing): Truth {
  const { resource, identity } = sides;
  const ceiling = and(sides.boundary, sides.session);
  const own = and(identity, ceiling);
  if (relation === "outside") return resource.direct;
  if (relation === "cross-account") return and(anyOf(resource), own);
  const named = or(resource.direct, and(resource.role, ceiling));
  return or(named, guard === undefined ? own : and(resource.account, own));
}

function granted(sides: Sides, standing: Standing): Truth {
  if (typeof standing.relation === "string") return grantedBy(sides, standing);
  const near = grantedBy(sides, { ...standing, relation: "same-account" });
  const far = grantedBy(sides, { ...standing, relation: "cross-account" });
  return near === far ? near : unknown(...standing.relation.because);
}

function whyDenied(sides: Sides, standing: Standing): By {
  const allows = (change: Partial<Sides>) => granted({ ...sides, ...change }, standing) !== false;
  if (sides.deny === true) return "explicit-deny";
  if (sides.scp === false) return "scp";
  if (sides.rcp === false) return "rcp";
  if (sides.boundary === false && allows({ boundary: true })) return "boundary";
  if (sides.session === false && allows({ session: true })) return "session";
  if (allows({ resource: { direct: true, role: true, account: true } }) && sides.identity === true) {
    return standing.guard ?? "cross-account";
  }
  if (standing.relation === "cross-account" && anyOf(sides.resource) !== false) return "cross-account";
  return "implicit";
}

/**
 * Combines the layers (IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access" and
 * "Cross-account policy evaluation logic").
 */
export function conclude(sides: Sides, standing: Standing): Conclusion {
  const known: Sides = standing.root ? { ...sides, identity: true, boundary: true, session: true } : sides;
  const allowed = and(not(known.deny), and(known.scp, and(known.rcp, granted(known, standing))));
  if (isUnknown(allowed)) return { allowed, by: "unknown" };
  if (!allowed) return { allowed, by: whyDenied(known, standing) };
  const alone = granted({ ...known, identity: false }, standing) === true;
  return { allowed, by: alone ? "resource-policy" : "identity-policy" };
}
