import { type Candidate, candidateOf, candidateTruth, grantingLayers, type Scene } from "./candidate.ts";
import type { CompiledPolicies, CompiledStatement } from "./compile.ts";
import { conclude } from "./conclude.ts";
import type { Context, Subject } from "./context.ts";
import { type Glob, matches } from "./glob.ts";
import { walk } from "./language.ts";
import { type Policies, sidesOf } from "./layers.ts";
import type { Standing } from "./standing.ts";
import { isUnknown, type Truth, unknown } from "./truth.ts";

/** One principal, one resource with what lies below it, one service: all that stays the same while actions are tried. */
export type Stage = {
  readonly subject: Subject;
  readonly context: Context;
  readonly policies: Policies;
  readonly scene: Scene;
  readonly standing: Standing;
  readonly candidates: ReadonlyMap<CompiledStatement, Candidate>;
};

/** Whether something is allowed, and on which ARN. */
export type Spot = { readonly allowed: Truth; readonly arn: string };

function layersOf(policies: Policies): readonly CompiledPolicies[] {
  const { boundary, session, scp = [], rcp = [] } = policies;
  return [...grantingLayers(policies), boundary, session, ...scp, ...rcp].filter((layer) => layer !== undefined);
}

/** Looks up once which statements of all layers may say something about the resource. */
export function stageOf(given: Omit<Stage, "candidates">): Stage {
  const candidates = new Map<CompiledStatement, Candidate>();
  for (const layer of layersOf(given.policies)) {
    for (const statement of layer.forService(given.scene.service)) {
      const candidate = candidateOf(statement, given.scene);
      if (candidate !== undefined) candidates.set(statement, candidate);
    }
  }
  return { ...given, candidates };
}

function watchedBy(stage: Stage, covering: ReadonlySet<CompiledStatement>): readonly Glob[] {
  const globs = [...covering].flatMap((statement) => {
    const patterns = stage.candidates.get(statement)?.patterns ?? [];
    return patterns.flatMap(({ wide, sure }) => (sure === undefined || sure === wide ? [wide] : [wide, sure]));
  });
  return [...new Set(globs)];
}

/** The best answer over every ARN of the scope, for an action that exactly these statements cover. */
export function solve(stage: Stage, covering: ReadonlySet<CompiledStatement>): Spot {
  const { policies, standing, candidates } = stage;
  const { scope, principal, service } = stage.scene;
  const allowedWhere = (accepts: (glob: Glob) => boolean): Truth => {
    const applies = (statement: CompiledStatement): Truth => {
      const candidate = covering.has(statement) ? candidates.get(statement) : undefined;
      return candidate === undefined ? false : candidateTruth(candidate, accepts);
    };
    return conclude(sidesOf(policies, { principal, service, standing, applies }), standing).allowed;
  };
  let best: Spot = { allowed: allowedWhere((glob) => matches(glob, scope.arn)), arn: scope.arn };
  if (best.allowed === true || scope.domain.length === 1) return best;
  const end = walk({
    domain: scope.domain,
    watch: watchedBy(stage, covering),
    visit: (accepts, arn) => {
      const allowed = allowedWhere(accepts);
      if (allowed === true || (isUnknown(allowed) && best.allowed === false)) best = { allowed, arn };
      return allowed === true ? "stop" : "go";
    },
  });
  if (end !== "too many" || isUnknown(best.allowed)) return best;
  return { allowed: unknown("the policies' patterns have too many wildcards to compare"), arn: scope.arn };
}
