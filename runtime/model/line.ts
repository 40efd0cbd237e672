import type { Model } from "../domain/models.ts";
import type { Cooldowns } from "../reliability/cooldown.ts";
import { consequenceOf } from "./after-failure.ts";
import type { Attempt } from "./attempt.ts";
import type { Candidate } from "./candidates.ts";

export type Waiting = {
  readonly candidates: readonly Candidate[];
  /** Who was asked already, and how it went. */
  readonly attempts: readonly Attempt[];
  readonly cooldowns: Cooldowns;
};

export type Line = {
  /** Whom to ask next, and after that. */
  readonly next: readonly Candidate[];
  /** How many of them the time is shared among: those that did not fail lately, or all where there are none. */
  readonly sharers: number;
};

/**
 * Who is left to ask: those that did not fail lately, in their order, then the others, the soonest first. Nobody twice, and
 * nobody at a provider that just refused its key or quota. Where a model turned out to be gone, its successor goes first.
 */
export function lineOf({ candidates, attempts, cooldowns }: Waiting): Line {
  const asked = new Set(attempts.map(({ model }) => model));
  const lost = new Set(attempts.filter(losesProvider).map(({ model }) => model.provider));
  const left = candidates.filter(({ model }) => !asked.has(model) && !lost.has(model.provider));
  const until = ({ model }: Candidate) =>
    Math.max(...[modelKey(model), model.provider].map((key) => cooldowns.until(key) ?? 0));
  const cooling = left.filter((one) => until(one) > 0).toSorted((a, b) => until(a) - until(b));
  const ready = left.filter((one) => !cooling.includes(one));
  const gone = attempts.at(-1);
  const heir = gone?.failure?.reason === "status-404" ? gone.model.successor : undefined;
  const first = ready.filter(({ model }) => model.id === heir);
  const next = [...first, ...ready.filter((one) => !first.includes(one)), ...cooling];
  return { next, sharers: ready.length || next.length };
}

/** Lets those rest who failed, and forgets the failures of who answered. */
export function cool({ model, failure }: Attempt, cooldowns: Cooldowns): void {
  if (failure === undefined) {
    cooldowns.succeeded(modelKey(model));
    cooldowns.succeeded(model.provider);
    return;
  }
  const { cools, coolsFor } = consequenceOf(failure);
  if (cools === "nobody") return;
  cooldowns.failed(cools === "model" ? modelKey(model) : model.provider, coolsFor);
}

function losesProvider({ failure }: Attempt): boolean {
  return failure !== undefined && consequenceOf(failure).cools === "provider";
}

function modelKey({ provider, id }: Model): string {
  return `${provider}/${id}`;
}
