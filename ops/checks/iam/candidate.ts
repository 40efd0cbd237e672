import type { CompiledPolicies, CompiledStatement } from "./compile.ts";
import { conditionsHold } from "./decide.ts";
import { type Glob, matches } from "./glob.ts";
import { anyOf } from "./grant.ts";
import { nameOf, type Policies } from "./layers.ts";
import type { Principal } from "./principal.ts";
import { patternTruth, type ResourcePattern, resourcePattern } from "./resource-pattern.ts";
import type { ResourceScope } from "./resource-scope.ts";
import type { Standing } from "./standing.ts";
import type { Ask } from "./template.ts";
import { and, not, or, type Truth } from "./truth.ts";

/** A statement that may say something about some ARN of a scope, with all that does not depend on which one. */
export type Candidate = {
  readonly statement: CompiledStatement;
  readonly holds: Truth;
  readonly patterns: readonly ResourcePattern[];
  /** True for a statement without Resource or one that covers every ARN. */
  readonly everywhere: boolean;
  readonly negated: boolean;
};

/** What candidates are looked up for. */
export type Scene = {
  readonly principal: Principal;
  readonly scope: ResourceScope;
  readonly service: string;
  readonly ask: Ask;
};

function touches(glob: Glob, { domain, stems }: ResourceScope): boolean {
  const { literal, prefix } = glob;
  if (!stems.some((stem) => prefix.startsWith(stem) || stem.startsWith(prefix))) return false;
  return literal === undefined || domain.some((each) => matches(each, literal));
}

/** The statement as a candidate; undefined when it says nothing about the scope. */
export function candidateOf(statement: CompiledStatement, { scope, ask, service }: Scene): Candidate | undefined {
  if (statement.kind === "trust" && service !== "sts") return undefined;
  const { resources } = statement;
  const negated = resources?.negated === true;
  const patterns = (resources?.templates ?? [])
    .map((template) => resourcePattern({ template, negated, ask }))
    .filter((pattern) => pattern !== undefined)
    .filter(({ wide }) => touches(wide, scope));
  const everywhere = resources === undefined || (negated && patterns.length === 0);
  if (patterns.length === 0 && !everywhere) return undefined;
  const holds = conditionsHold(statement, ask);
  return holds === false ? undefined : { statement, holds, patterns, everywhere, negated };
}

/** Whether a candidate applies to the ARN these globs are tested against. */
export function candidateTruth(candidate: Candidate, accepts: (glob: Glob) => boolean): Truth {
  if (candidate.everywhere) return candidate.holds;
  let covered: Truth = false;
  for (const pattern of candidate.patterns) covered = or(covered, patternTruth(pattern, accepts));
  return and(candidate.negated ? not(covered) : covered, candidate.holds);
}

/** The layers that can grant; the others only take away. */
export function grantingLayers(policies: Policies): readonly CompiledPolicies[] {
  return [policies.identity, policies.resource].filter((layer) => layer !== undefined);
}

/** Whether anything in the granting layers might allow something on the scope; most pairs end here. */
export function mightAllow(policies: Policies, scene: Scene, standing: Standing): boolean {
  if (standing.root || (standing.guard !== undefined && policies.resource === undefined)) return true;
  return grantingLayers(policies).some(
    (layer) =>
      layer.unreadable.length > 0 ||
      layer
        .forService(scene.service)
        .some(
          (statement) =>
            statement.effect === "Allow" &&
            anyOf(nameOf(statement, scene.principal)) !== false &&
            candidateOf(statement, scene) !== undefined,
        ),
  );
}
