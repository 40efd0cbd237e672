import type { CompiledPolicies, CompiledStatement } from "./compile.ts";
import type { Sides } from "./conclude.ts";
import { anyOf, either, type Grant, listed, NO_GRANT } from "./grant.ts";
import { allowedByNotPrincipal, deniedByNotPrincipal } from "./not-principal.ts";
import type { Principal } from "./principal.ts";
import type { Standing } from "./standing.ts";
import { and, or, type Truth, unknown } from "./truth.ts";

/** Everything that takes part in a decision. A layer left out is known not to be there. */
export type Policies = {
  readonly identity?: CompiledPolicies;
  /** Of the resource: its resource policy, key policy or trust policy. */
  readonly resource?: CompiledPolicies;
  readonly boundary?: CompiledPolicies;
  readonly session?: CompiledPolicies;
  /** One layer for each level of the organization; each must allow. */
  readonly scp?: readonly CompiledPolicies[];
  readonly rcp?: readonly CompiledPolicies[];
};

/** How far a statement applies to a request, its principal left aside; called with statements that may be of interest only. */
export type Applies = (statement: CompiledStatement) => Truth;

/** What is asked of a layer. */
export type Asked = {
  readonly principal: Principal;
  readonly service: string;
  readonly standing: Standing;
  readonly applies: Applies;
  /** Called for every statement that applies or may apply. */
  readonly note?: (statement: CompiledStatement, truth: Truth) => void;
};

type Voice = { readonly allow: Grant; readonly deny: Truth };

const ALLOWED: Grant = { direct: true, role: false, account: false };

/** How a statement's Principal element names who asks; a policy without one speaks of its own principal. */
export function nameOf(statement: CompiledStatement, principal: Principal): Grant {
  const element = statement.principal;
  if (element === undefined) return ALLOWED;
  let grant = statement.named.get(principal);
  if (grant === undefined) {
    grant = element.negated ? allowedByNotPrincipal(element, principal) : listed(element, principal);
    statement.named.set(principal, grant);
  }
  return grant;
}

function narrowed(grant: Grant, truth: Truth): Grant {
  if (truth === true) return grant;
  return { direct: and(grant.direct, truth), role: and(grant.role, truth), account: and(grant.account, truth) };
}

function listen(policies: CompiledPolicies, asked: Asked, bounded: boolean): Voice {
  const open: Truth = policies.unreadable.length === 0 ? false : unknown(...policies.unreadable);
  let allow: Grant = open === false ? NO_GRANT : { direct: open, role: open, account: open };
  let deny: Truth = open;
  for (const statement of policies.forService(asked.service)) {
    const denies = statement.effect === "Deny";
    const inverse = denies && statement.principal?.negated === true ? statement.principal : undefined;
    const named = inverse === undefined ? nameOf(statement, asked.principal) : NO_GRANT;
    const whether = inverse === undefined ? anyOf(named) : deniedByNotPrincipal(inverse, asked.principal, bounded);
    if (whether === false) continue;
    const applies = asked.applies(statement);
    if (applies === false) continue;
    asked.note?.(statement, and(whether, applies));
    if (denies) deny = or(deny, and(whether, applies));
    else allow = either(allow, narrowed(named, applies));
  }
  return { allow, deny };
}

function unheard(guard: Standing["guard"]): Grant {
  if (guard === undefined) return NO_GRANT;
  const truth = unknown(
    `the ${guard === "key-policy" ? "key policy of the key" : "trust policy of the role"} is not given`,
  );
  return { direct: truth, role: truth, account: truth };
}

/** What every layer says of one request. */
export function sidesOf(policies: Policies, asked: Asked): Sides {
  const bounded = policies.boundary !== undefined;
  let deny: Truth = false;
  const hear = (layer: CompiledPolicies | undefined): Grant | undefined => {
    if (layer === undefined) return undefined;
    const voice = listen(layer, asked, bounded);
    deny = or(deny, voice.deny);
    return voice.allow;
  };
  const every = (layers: readonly CompiledPolicies[] | undefined): Truth =>
    (layers ?? []).reduce<Truth>((all, layer) => and(all, anyOf(hear(layer) ?? NO_GRANT)), true);
  const identity = anyOf(hear(policies.identity) ?? NO_GRANT);
  const resource = hear(policies.resource) ?? unheard(asked.standing.guard);
  const boundary = anyOf(hear(policies.boundary) ?? ALLOWED);
  const session = anyOf(hear(policies.session) ?? ALLOWED);
  // An organization's SCPs bind the principals of its accounts only.
  const scp = asked.standing.relation === "outside" ? true : every(policies.scp);
  const rcp = every(policies.rcp);
  return { deny, identity, resource, boundary, session, scp, rcp };
}
