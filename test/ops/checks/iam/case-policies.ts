import { type CompiledPolicies, compile } from "../../../../ops/checks/iam/compile.ts";
import type { By } from "../../../../ops/checks/iam/conclude.ts";
import type { Context } from "../../../../ops/checks/iam/context.ts";
import type { Decision, Question } from "../../../../ops/checks/iam/decide.ts";
import type { PolicyKind } from "../../../../ops/checks/iam/document.ts";
import type { Policies } from "../../../../ops/checks/iam/layers.ts";
import { parsePolicy, unreadablePolicy } from "../../../../ops/checks/iam/parse-policy.ts";
import { type Principal, parsePrincipal } from "../../../../ops/checks/iam/principal.ts";

/** Policies as case rows write them: documents by layer. */
export type WrittenPolicies = {
  identity?: readonly unknown[];
  resource?: readonly unknown[];
  trust?: readonly unknown[];
  boundary?: readonly unknown[];
  session?: readonly unknown[];
  scp?: readonly (readonly unknown[])[];
  rcp?: readonly (readonly unknown[])[];
};

export type WrittenQuestion = {
  principal: string | Principal;
  action: string;
  resource: string;
  resourceAccount?: string;
  context: Context;
};

/** One row of test/cases/iam; `source` is the page of AWS's documentation it follows from. */
export type DecisionRow = {
  name: string;
  question: WrittenQuestion;
  policies: WrittenPolicies;
  expected: { verdict: Decision["verdict"]; by?: By };
  source: string;
};

/** Compiles the documents of one layer; one that cannot be read takes part as unreadable. */
export function layer(kind: PolicyKind, documents: readonly unknown[]): CompiledPolicies {
  return compile(
    documents.map((source, index) => {
      const where = { document: `${kind} ${index}`, kind };
      const parsed = parsePolicy(source, where);
      return parsed.ok ? parsed.policy : unreadablePolicy(where, parsed.problems);
    }),
  );
}

/** Compiles all layers of a row. */
export function policiesOf(written: WrittenPolicies): Policies {
  const { identity, resource, trust, boundary, session, scp, rcp } = written;
  return {
    ...(identity && { identity: layer("identity", identity) }),
    ...(resource && { resource: layer("resource", resource) }),
    ...(trust && { resource: layer("trust", trust) }),
    ...(boundary && { boundary: layer("boundary", boundary) }),
    ...(session && { session: layer("session", session) }),
    ...(scp && { scp: scp.map((documents) => layer("scp", documents)) }),
    ...(rcp && { rcp: rcp.map((documents) => layer("rcp", documents)) }),
  };
}

/** The principal a text stands for; a test that names none that can be read is wrong. */
export function principalOf(text: string | Principal): Principal {
  const principal = typeof text === "string" ? parsePrincipal(text) : text;
  if (principal === undefined) throw new Error(`"${text}" is not a principal`);
  return principal;
}

/** The question of a row. */
export function questionOf({ principal, ...rest }: WrittenQuestion): Question {
  return { ...rest, principal: principalOf(principal) };
}
