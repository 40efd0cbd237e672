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
    "cost-center": costCenter(stage),
    "managed-by": "pulumi",
  };
}

/** What a stage's cost is counted under: the value of its resources' `cost-center` tag. */
export function costCenter(stage: Stage): string {
  return `atlas-codex-${stage}`;
}

/** Whether the engine refuses to delete what holds the stage's data until somebody takes that protection away. */
export function keepsData(stage: Stage): boolean {
  return stage === "production";
}

/** Days a stage's log lines are kept. */
export const LOG_RETENTION_DAYS = { preview: 14, production: 90 } as const satisfies Record<Stage, number>;

/**
 * Requests a second that a stage's APIs take, and how many at once above that. API Gateway has no limit to set on the
 * size of a request (its own is 10 MB, and 128 KB for a socket's message): the handlers refuse what is over 256 KB.
 */
export const REQUEST_LIMITS = {
  preview: { rate: 100, burst: 200 },
  production: { rate: 500, burst: 1_000 },
} as const satisfies Record<Stage, { rate: number; burst: number }>;
