import type { Model } from "../domain/models.ts";

export type Living = {
  readonly model: Model;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  readonly catalogue: readonly Model[];
};

/** The model itself, or the first of its successors that answers today; undefined where the chain ends, leaves the family or runs in a circle. */
export function alive({ model, today, catalogue }: Living): Model | undefined {
  const seen = new Set<string>();
  let next: Model | undefined = model;
  while (next && !seen.has(next.id)) {
    if (answersOn(next, today)) return next;
    seen.add(next.id);
    next = successorOf(next, catalogue);
  }
  return undefined;
}

/** The model that takes over, of the same family; undefined where none is named or the catalogue has no such one. */
export function successorOf({ successor, family }: Model, catalogue: readonly Model[]): Model | undefined {
  return catalogue.find((model) => model.id === successor && model.family === family);
}

/** Whether a model still answers on a day. */
export function answersOn({ shutdown }: Model, day: string): boolean {
  return shutdown === undefined || day < shutdown;
}
