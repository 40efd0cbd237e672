import type { Condition } from "./conditions/condition.ts";
import type { Glob } from "./glob.ts";
import type { Template } from "./template.ts";

/** What a policy is attached to, and so which elements it may have. */
export type PolicyKind = "identity" | "resource" | "trust" | "boundary" | "session" | "scp" | "rcp";

/** Whose document it is, in words a person finds it by, and what kind. */
export type Where = { readonly document: string; readonly kind: PolicyKind };

/** Where a statement stands; `index` counts from 0 in its document. */
export type StatementRef = { readonly document: string; readonly sid?: string; readonly index: number };

/** The entries of a Principal or NotPrincipal element; `everyone` is `"*"` in any of its forms. */
export type PrincipalElement = {
  readonly negated: boolean;
  readonly everyone: boolean;
  readonly aws: readonly string[];
  readonly services: readonly string[];
  readonly federated: readonly string[];
  readonly canonicalUsers: readonly string[];
};

/** One statement; action patterns are in lower case. */
export type Statement = {
  readonly ref: StatementRef;
  readonly effect: "Allow" | "Deny";
  /** Undefined in documents that say nothing of principals. */
  readonly principal: PrincipalElement | undefined;
  readonly actions: { readonly negated: boolean; readonly globs: readonly Glob[] };
  /** Undefined where the document itself stands for the resource. */
  readonly resources: { readonly negated: boolean; readonly templates: readonly Template[] } | undefined;
  readonly conditions: readonly Condition[];
};

/** A policy that was read whole. */
export type PolicyDocument = Where & { readonly statements: readonly Statement[] };

/** A policy that exists but could not be read: whatever it says stays undecided. */
export type UnreadablePolicy = Where & { readonly unreadable: string };

/** What is wrong with a policy: where in it, and a sentence. */
export type Problem = { readonly document: string; readonly at: string; readonly message: string };
