import type { Model } from "../domain/models.ts";
import type { Usage } from "../domain/result.ts";

const MILLION = 1_000_000;

/** What a call cost in US dollars; undefined where the catalogue does not know the model's prices. */
export function costOf({ inputPrice, outputPrice }: Model, usage: Usage): number | undefined {
  if (inputPrice === undefined || outputPrice === undefined) return undefined;
  return (usage.inputTokens * inputPrice + usage.outputTokens * outputPrice) / MILLION;
}

/** One call that was answered, usably or not. */
export type PaidCall = { readonly model: Model; readonly usage: Usage; readonly content: string | null };

export type Spent = {
  readonly usage: Usage;
  /** US dollars; absent as soon as one call's price is not known. */
  readonly cost?: number;
};

/** What several calls used and cost together. */
export function spentOn(calls: readonly PaidCall[]): Spent {
  const total = (part: keyof Usage) => calls.reduce((sum, { usage }) => sum + usage[part], 0);
  const costs = calls.map(({ model, usage }) => costOf(model, usage));
  const known = costs.filter((cost) => cost !== undefined);
  return {
    usage: { inputTokens: total("inputTokens"), outputTokens: total("outputTokens") },
    ...(known.length < costs.length ? {} : { cost: known.reduce((sum, cost) => sum + cost, 0) }),
  };
}
