import { type CompiledStatement, coversAction } from "./compile.ts";
import { type By, conclude } from "./conclude.ts";
import { evaluateCondition } from "./conditions/condition.ts";
import { askOf, type Context, type Subject } from "./context.ts";
import type { StatementRef } from "./document.ts";
import { type Policies, sidesOf } from "./layers.ts";
import { matching, patternTruth, resourcePattern } from "./resource-pattern.ts";
import { standingOf, trustApplies } from "./standing.ts";
import type { Ask } from "./template.ts";
import { and, isUnknown, not, or, type Truth } from "./truth.ts";

/** One request; `action` as policies write it, `service:Action`. */
export type Question = Subject & { readonly action: string; readonly context: Context };

/** A statement that took part, and whether it surely applies. */
export type Witness = StatementRef & { readonly effect: "Allow" | "Deny"; readonly applies: "yes" | "perhaps" };

/** The answer to one request, with the statements behind it and, when it is undecided, every reason. */
export type Decision = {
  readonly verdict: "allowed" | "denied" | "undecided";
  readonly by: By;
  readonly statements: readonly Witness[];
  readonly reasons: readonly string[];
};

/** Whether all conditions of a statement hold. */
export function conditionsHold(statement: CompiledStatement, ask: Ask): Truth {
  let holds: Truth = true;
  for (const condition of statement.conditions) {
    holds = and(holds, evaluateCondition(condition, ask));
    if (holds === false) return false;
  }
  return holds;
}

/** Whether a statement's Resource or NotResource covers an ARN. */
export function coversResource({ resources }: CompiledStatement, resource: string, ask: Ask): Truth {
  if (resources === undefined) return true;
  const accepts = matching(resource);
  let covered: Truth = false;
  for (const template of resources.templates) {
    const pattern = resourcePattern({ template, negated: resources.negated, ask });
    if (pattern !== undefined) covered = or(covered, patternTruth(pattern, accepts));
    if (covered === true) break;
  }
  return resources.negated ? not(covered) : covered;
}

function witnessOf(statement: CompiledStatement, truth: Truth): Witness {
  return { ...statement.ref, effect: statement.effect, applies: isUnknown(truth) ? "perhaps" : "yes" };
}

function relevant(by: By, witnesses: readonly Witness[]): readonly Witness[] {
  if (by === "unknown") return witnesses;
  if (by === "explicit-deny") return witnesses.filter(({ effect, applies }) => effect === "Deny" && applies === "yes");
  return witnesses.filter(({ effect }) => effect === "Allow");
}

/** Answers one request by AWS's documented evaluation logic; what is not known is "undecided" with the reason. */
export function decide(question: Question, policies: Policies): Decision {
  const action = question.action.toLowerCase();
  const service = action.slice(0, action.indexOf(":"));
  const ask = askOf(question.context, question);
  const standing = standingOf(question, service);
  const witnesses: Witness[] = [];
  const sides = sidesOf(policies, {
    principal: question.principal,
    service,
    standing,
    applies: (statement) => {
      if (statement.kind === "trust" && !trustApplies(action)) return false;
      if (!coversAction(statement, action)) return false;
      const covers = coversResource(statement, question.resource, ask);
      return covers === false ? false : and(covers, conditionsHold(statement, ask));
    },
    note: (statement, truth) => witnesses.push(witnessOf(statement, truth)),
  });
  const { allowed, by } = conclude(sides, standing);
  const statements = relevant(by, witnesses);
  if (isUnknown(allowed)) return { verdict: "undecided", by, statements, reasons: allowed.because };
  return { verdict: allowed ? "allowed" : "denied", by, statements, reasons: [] };
}
