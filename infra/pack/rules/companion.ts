import type { Resource } from "../resource.ts";
import { type StackRuling, undecided, violation } from "../rule.ts";

export type CompanionDemand = {
  /** Type that needs a companion. */
  readonly of: string;
  /** Types that will do, and the property by which each refers to what it accompanies. */
  readonly companions: Readonly<Record<string, string>>;
  readonly problem: string;
  readonly change: string;
};

/** Rulings about resources that need another resource beside them and have none. */
export function withoutCompanion(resources: readonly Resource[], demand: CompanionDemand): readonly StackRuling[] {
  const companions = resources.filter(({ type }) => type in demand.companions);
  return resources
    .filter(({ type }) => type === demand.of)
    .flatMap((resource): StackRuling[] => {
      const sourcesOf = (companion: Resource) => companion.sources?.[demand.companions[companion.type] ?? ""] ?? [];
      if (companions.some((companion) => resource.urn !== undefined && sourcesOf(companion).includes(resource.urn))) {
        return [];
      }
      if (companions.some(({ sources }) => sources === undefined)) {
        return [{ resource, ruling: undecided("nobody tells what the resources beside it refer to") }];
      }
      return [{ resource, ruling: violation(demand.problem, demand.change) }];
    });
}
