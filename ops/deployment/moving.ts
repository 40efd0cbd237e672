import type { Targets } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";

/** Function name → the version that serves, and the one that its traffic moves to. */
export type Moving = Readonly<Record<string, { readonly version: string; readonly to: string }>>;

/** Each function that was live before and has a new version. */
export function movingIn({ before, versions = {} }: Pick<DeploymentRecord, "before" | "versions">): Moving {
  const entries = Object.entries(versions).flatMap(([name, to]) => {
    const version = before.targets[name]?.version;
    return version === undefined || version === to ? [] : [[name, { version, to }] as const];
  });
  return Object.fromEntries(entries);
}

/** All traffic on the new versions. */
export function wholly(moving: Moving): Targets {
  return Object.fromEntries(Object.entries(moving).map(([name, { to }]) => [name, { version: to }]));
}

/** A share of the traffic, 0 to 1, on the new versions. */
export function partly(moving: Moving, weight: number): Targets {
  const entries = Object.entries(moving).map(
    ([name, { version, to }]) => [name, { version, next: { version: to, weight } }] as const,
  );
  return Object.fromEntries(entries);
}
