import { type ActionRows, actionsOn, knownActions } from "./action-table.ts";
import { mightAllow } from "./candidate.ts";
import { askOf, type Context, type Subject } from "./context.ts";
import type { Policies } from "./layers.ts";
import type { Principal } from "./principal.ts";
import { type Reached, tryActions, tryAnyAction, tryUnheardOf } from "./reach-attempt.ts";
import { stageOf } from "./reach-stage.ts";
import type { ResourceScope } from "./resource-scope.ts";
import { standingOf } from "./standing.ts";

/** Whether who asks can do anything at all to a resource or what lies below it. */
export type ReachQuestion = {
  readonly principal: Principal;
  readonly scope: ResourceScope;
  readonly context: Context;
  /** Only these actions, instead of all that act on the resource. */
  readonly only?: ActionRows;
};

/** `unreachable` holds for every action of the services that act on the resource and every ARN of its scope. */
export type Reach = { readonly verdict: "unreachable" } | Reached;

function rowsOfService(rows: ActionRows, service: string): ActionRows {
  const own = rows.keys.flatMap((key, at) => (key.startsWith(`${service}:`) ? [at] : []));
  if (own.length === rows.keys.length) return rows;
  return {
    names: own.map((at) => rows.names[at] ?? ""),
    keys: own.map((at) => rows.keys[at] ?? ""),
    levels: own.map((at) => rows.levels[at]),
  };
}

function reachByService(question: ReachQuestion, policies: Policies, service: string): Reached | undefined {
  const { principal, scope, context, only } = question;
  const owner = scope.account === undefined ? {} : { resourceAccount: scope.account };
  const subject: Subject = { principal, resource: scope.arn, ...owner };
  const standing = standingOf(subject, service);
  const scene = { principal, scope, service, ask: askOf(context, subject) };
  if (!mightAllow(policies, scene, standing)) return undefined;
  const stage = stageOf({ subject, context, policies, scene, standing });
  if (only !== undefined) return tryActions(stage, rowsOfService(only, service));
  const known = knownActions(service);
  const rows = actionsOn(service, scope.family);
  if (known === undefined || rows === undefined) return tryAnyAction(stage);
  return tryActions(stage, rows) ?? tryUnheardOf(stage, known);
}

/**
 * Whether a principal can act on a resource by any action, proven over patterns: wildcards are intersected and denies
 * subtracted exactly, so no ARN below the resource is left out.
 */
export function reach(question: ReachQuestion, policies: Policies): Reach {
  let open: Reached | undefined;
  for (const service of question.scope.services) {
    const found = reachByService(question, policies, service);
    if (found?.verdict === "reachable") return found;
    open ??= found;
  }
  return open ?? { verdict: "unreachable" };
}
