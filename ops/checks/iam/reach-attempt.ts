import type { ActionRows } from "./action-table.ts";
import { coverageOf, coversAction } from "./compile.ts";
import type { By } from "./conclude.ts";
import { decide, type Witness } from "./decide.ts";
import { ANY, codesOf, type Glob, globOf, matches, ONE } from "./glob.ts";
import { walk } from "./language.ts";
import { type Spot, type Stage, solve } from "./reach-stage.ts";
import type { AccessLevel } from "./service-actions.ts";
import { isUnknown, unknown } from "./truth.ts";

/**
 * `reachable` names an action and an ARN that are allowed for certain; `undecided` names a pair that may be allowed, and
 * why that is open.
 */
export type Reached = {
  readonly verdict: "reachable" | "undecided";
  readonly action: string;
  /** Undefined for an action the table does not know. */
  readonly level: AccessLevel | undefined;
  readonly arn: string;
  readonly by: By;
  readonly statements: readonly Witness[];
  readonly reasons: readonly string[];
};

type Tried = { readonly action: string; readonly level: AccessLevel | undefined };

function answer({ subject, context, policies }: Stage, { action, level }: Tried, { allowed, arn }: Spot): Reached {
  const { statements, by } = decide({ ...subject, resource: arn, action, context }, policies);
  return isUnknown(allowed)
    ? { verdict: "undecided", action, level, arn, by: "unknown", statements, reasons: allowed.because }
    : { verdict: "reachable", action, level, arn, by, statements, reasons: [] };
}

/** The first action of every group that the same statements cover, those covered by most statements first. */
function groupsOf(coverage: readonly (readonly boolean[])[], actions: readonly string[]): readonly number[] {
  const groups = new Map<string, { at: number; covering: number }>();
  for (const at of actions.keys()) {
    const bits = coverage.map((row) => row[at] === true);
    const signature = bits.map(Number).join("");
    if (!groups.has(signature)) groups.set(signature, { at, covering: bits.filter(Boolean).length });
  }
  return [...groups.values()].sort((left, right) => right.covering - left.covering).map(({ at }) => at);
}

/** Tries one action of every group; the first certain answer ends it, an open one is kept for the end. */
export function tryActions(stage: Stage, rows: ActionRows): Reached | undefined {
  const statements = [...stage.candidates.keys()];
  const coverage = statements.map((statement) => coverageOf(statement, rows.keys));
  let open: Reached | undefined;
  for (const at of groupsOf(coverage, rows.keys)) {
    const spot = solve(stage, new Set(statements.filter((_, index) => coverage[index]?.[at] === true)));
    if (spot.allowed === false) continue;
    const found = answer(stage, { action: rows.names[at] ?? "", level: rows.levels[at] }, spot);
    if (found.verdict === "reachable") return found;
    open ??= found;
  }
  return open;
}

/** For a service without a table: one action name for every combination of patterns that occurs. */
export function tryAnyAction(stage: Stage): Reached | undefined {
  const { service, scope } = stage.scene;
  const names = new Map<string, string>();
  const globs = [...stage.candidates.keys()].flatMap(({ actions }) => actions.globs);
  const end = walk({
    domain: [globOf([...codesOf(`${service}:`), ONE, ANY])],
    watch: globs,
    visit: (accepts, witness) => {
      const signature = globs.map((glob) => Number(accepts(glob))).join("");
      if (!names.has(signature)) names.set(signature, witness);
      return "go";
    },
  });
  if (end === "too many") {
    const allowed = unknown(`the action patterns for ${service} have too many wildcards to compare`);
    return answer(stage, { action: `${service}:*`, level: undefined }, { allowed, arn: scope.arn });
  }
  const keys = [...names.values()];
  return tryActions(stage, { names: keys, keys, levels: [] });
}

function exampleOf(glob: Glob): string {
  return String.fromCharCode(...glob.tokens.map((token) => (token < 0 ? "x".charCodeAt(0) : token)));
}

/** Allow patterns that match no action the table knows (a newer action, or a slip of the pen) leave the answer open. */
export function tryUnheardOf(stage: Stage, known: ActionRows): Reached | undefined {
  const statements = [...stage.candidates.keys()];
  const examples = statements
    .filter(({ effect, actions }) => effect === "Allow" && !actions.negated)
    .flatMap(({ actions }) => actions.globs)
    .filter((glob) => !known.keys.some((key) => matches(glob, key)))
    .map(exampleOf)
    .filter((example) => example.startsWith(`${stage.scene.service}:`));
  for (const example of examples) {
    const spot = solve(stage, new Set(statements.filter((statement) => coversAction(statement, example))));
    if (spot.allowed === false) continue;
    const because = isUnknown(spot.allowed) ? spot.allowed.because : [];
    const allowed = unknown(`no action this tool knows is called ${example}`, ...because);
    return answer(stage, { action: example, level: undefined }, { allowed, arn: spot.arn });
  }
  return undefined;
}
