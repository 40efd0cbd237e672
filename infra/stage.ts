import type { Stage } from "../runtime/domain/stage.ts";

/** The physical name of a thing in a stage: `atlas-codex-{what}-{stage}`. */
export function nameIn(stage: Stage, what: string): string {
  return `atlas-codex-${what}-${stage}`;
}

/** The tags every taggable resource carries; `component` is what the cost is counted under. */
export function tagsFor(stage: Stage, component: string): Record<string, string> {
  return {
    project: "atlas-codex",
    stage,
    component,
    "cost-center": `atlas-codex-${stage}`,
    "managed-by": "pulumi",
  };
}
