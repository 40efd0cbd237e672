import type { PolicyDocument, PolicyKind, Statement, UnreadablePolicy } from "./document.ts";
import { COLON, matches } from "./glob.ts";
import type { Grant } from "./grant.ts";
import type { Principal } from "./principal.ts";

/** A statement with what was already worked out about it. */
export type CompiledStatement = Statement & {
  readonly kind: PolicyKind;
  readonly named: WeakMap<Principal, Grant>;
  readonly rows: WeakMap<readonly string[], readonly boolean[]>;
};

/** Policies that act as one layer, with their statements found by the service an action belongs to. */
export type CompiledPolicies = {
  /** Why parts of the layer are not known. */
  readonly unreadable: readonly string[];
  readonly statements: readonly CompiledStatement[];
  /** The statements that may say something about actions of this service (its prefix, in lower case). */
  readonly forService: (service: string) => readonly CompiledStatement[];
};

function concerns(statement: Statement, service: string): boolean {
  if (statement.actions.negated) return true;
  return statement.actions.globs.some(({ tokens }) => {
    const colon = tokens.indexOf(COLON);
    if (colon === -1) return true;
    const prefix = tokens.slice(0, colon);
    if (prefix.every((token) => token >= 0)) return String.fromCharCode(...prefix) === service;
    return true;
  });
}

/** Prepares the policies of one layer (all identity policies of a role, say); do it once and ask many times. */
export function compile(policies: readonly (PolicyDocument | UnreadablePolicy)[]): CompiledPolicies {
  const unreadable = policies.flatMap((policy) => ("unreadable" in policy ? [policy.unreadable] : []));
  const statements = policies.flatMap((policy) =>
    "unreadable" in policy
      ? []
      : policy.statements.map((statement) => ({
          ...statement,
          kind: policy.kind,
          named: new WeakMap<Principal, Grant>(),
          rows: new WeakMap<readonly string[], readonly boolean[]>(),
        })),
  );
  const byService = new Map<string, readonly CompiledStatement[]>();
  return {
    unreadable,
    statements,
    forService: (service) => {
      let found = byService.get(service);
      if (found === undefined) {
        found = statements.filter((statement) => concerns(statement, service));
        byService.set(service, found);
      }
      return found;
    },
  };
}

/** Whether a statement's Action or NotAction covers an action, given in lower case. */
export function coversAction(statement: Statement, action: string): boolean {
  return statement.actions.globs.some((glob) => matches(glob, action)) !== statement.actions.negated;
}

/** For every action of a list (in lower case), whether the statement covers it; worked out once for a list. */
export function coverageOf(statement: CompiledStatement, actions: readonly string[]): readonly boolean[] {
  let row = statement.rows.get(actions);
  if (row === undefined) {
    row = actions.map((action) => coversAction(statement, action));
    statement.rows.set(actions, row);
  }
  return row;
}
