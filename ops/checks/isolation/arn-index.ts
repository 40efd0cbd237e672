import { type ResourceScope, scopeOf } from "../iam/resource-scope.ts";
import type { Item, Pair } from "./stage-model.ts";

/** A resource that policies can speak of. */
export type Target = { readonly item: Item; readonly arn: string; readonly scope: ResourceScope };

/** All targets of both stages, found by how their ARNs begin. */
export type ArnIndex = {
  readonly targets: readonly Target[];
  readonly services: readonly string[];
  /** The targets of a service that a pattern which begins with `prefix` may touch. */
  readonly touching: (service: string, prefix: string) => readonly Target[];
};

type Shelf = {
  readonly stems: readonly string[];
  readonly targets: readonly Target[];
  readonly byStem: ReadonlyMap<string, readonly Target[]>;
};

function shelfOf(targets: readonly Target[]): Shelf {
  const byStem = new Map<string, Target[]>();
  for (const target of targets) {
    for (const stem of target.scope.stems) {
      const list = byStem.get(stem);
      if (list === undefined) byStem.set(stem, [target]);
      else list.push(target);
    }
  }
  return { stems: [...byStem.keys()].sort(), targets, byStem };
}

function firstNotBefore(stems: readonly string[], prefix: string): number {
  let [low, high] = [0, stems.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stems[middle] ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

function touching({ stems, byStem }: Shelf, prefix: string): readonly Target[] {
  const found = new Set<Target>();
  for (let at = firstNotBefore(stems, prefix); stems[at]?.startsWith(prefix); at++) {
    for (const target of byStem.get(stems[at] ?? "") ?? []) found.add(target);
  }
  for (let length = 1; length < prefix.length; length++) {
    for (const target of byStem.get(prefix.slice(0, length)) ?? []) found.add(target);
  }
  return [...found];
}

/** ARNs of an API: actions of management name one form, calls to it the other. */
function arnsOf({ arn, resource: { properties } }: Item): readonly string[] {
  const calls = properties.executionArn;
  const called = typeof calls === "string" && /:[A-Za-z0-9]+$/.test(calls) ? [calls] : [];
  return [...(arn === undefined || !arn.startsWith("arn:") ? [] : [arn]), ...called];
}

/** Indexes the ARNs of both stages. */
export function arnIndex({ items }: Pair): ArnIndex {
  const byArn = new Map<string, Target>();
  // A resource that both stages declare is a target of either.
  for (const item of items) {
    for (const arn of arnsOf(item)) {
      const key = `${item.side.name} ${arn}`;
      if (!byArn.has(key)) byArn.set(key, { item, arn, scope: scopeOf({ arn, account: item.side.place.account }) });
    }
  }
  const targets = [...byArn.values()];
  const services = new Map<string, Target[]>();
  for (const target of targets) {
    for (const service of target.scope.services) {
      const list = services.get(service);
      if (list === undefined) services.set(service, [target]);
      else list.push(target);
    }
  }
  const shelves = new Map([...services].map(([service, list]) => [service, shelfOf(list)]));
  return {
    ...{ targets, services: [...services.keys()] },
    touching: (service, prefix) => {
      const shelf = shelves.get(service);
      return shelf === undefined ? [] : touching(shelf, prefix);
    },
  };
}
