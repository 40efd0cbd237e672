import type { Model, ModelFamily, ModelTier } from "../domain/models.ts";
import type { ProviderId } from "../domain/providers.ts";
import { alive, answersOn, successorOf } from "./alive.ts";
import { MAX_ANSWER_TOKENS } from "./processor.ts";

/** A model, and what speaks for it or against it. */
export type Candidate = { readonly model: Model; readonly why: string };

export type Pool = {
  readonly catalogue: readonly Model[];
  readonly providers: readonly ProviderId[];
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  readonly promptTokens: number;
};

export type Judged = {
  readonly fitting: readonly Candidate[];
  /** Who answers no more. */
  readonly ended: readonly Candidate[];
  /** Whose context is too small. */
  readonly tight: readonly Candidate[];
};

/**
 * Who may answer for a family's tier, in order: at each provider the first row whose model, or who follows it, answers
 * today; then the same of the stable family, where another was wanted. Who cannot is named apart, with the reason.
 */
export function candidatesFor({ family, tier }: { family: ModelFamily; tier: ModelTier }, pool: Pool): Judged {
  const families: readonly ModelFamily[] = family === "stable" ? [family] : [family, "stable"];
  const rows = families.flatMap((one) =>
    pool.providers.map((provider) => {
      const stands = one === family ? `first of the tier at ${provider}` : "it stands in from the stable family";
      const same = pool.catalogue.filter((model) => model.family === one && model.tier === tier);
      return rowFor({ rows: same.filter((model) => model.provider === provider), stands }, pool);
    }),
  );
  const living = each(rows.flatMap(({ living }) => living));
  const tight = living.filter(({ model }) => !holds(model, pool.promptTokens));
  return {
    fitting: living.filter((one) => !tight.includes(one)),
    ended: rows.flatMap(({ ended }) => ended),
    tight: tight.map(({ model }) => ({ model, why: smallness(model, pool.promptTokens) })),
  };
}

/** Those that will take over from the candidates one day, answer already and hold the question. */
export function heirsOf(candidates: readonly Candidate[], pool: Pool): readonly Candidate[] {
  return candidates.flatMap(({ model }): Candidate[] => {
    const heir = successorOf(model, reachable(pool));
    if (!heir || !answersOn(heir, pool.today) || !holds(heir, pool.promptTokens)) return [];
    return [{ model: heir, why: `it will follow ${model.id}` }];
  });
}

/** The candidates in their order, each model once. */
export function each(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ model }, at) => candidates.findIndex((one) => one.model === model) === at);
}

type Row = { readonly living: readonly Candidate[]; readonly ended: readonly Candidate[] };

function rowFor({ rows, stands }: { rows: readonly Model[]; stands: string }, pool: Pool): Row {
  const ended: Candidate[] = [];
  for (const row of rows) {
    const model = alive({ model: row, today: pool.today, catalogue: reachable(pool) });
    if (model === undefined) {
      ended.push({ model: row, why: `${row.id} and what follows it are shut down` });
      continue;
    }
    const follows = model === row ? "" : `; ${row.id} ended on ${row.shutdown}, ${model.id} follows it`;
    return { living: [{ model, why: `${stands}${follows}` }], ended };
  }
  return { living: [], ended };
}

function reachable({ catalogue, providers }: Pool): readonly Model[] {
  return catalogue.filter(({ provider }) => providers.includes(provider));
}

function holds({ contextTokens }: Model, promptTokens: number): boolean {
  return contextTokens === undefined || promptTokens + MAX_ANSWER_TOKENS <= contextTokens;
}

function smallness({ id, contextTokens }: Model, promptTokens: number): string {
  return `${id} holds ${contextTokens} tokens, the question takes ${promptTokens} and its answer up to ${MAX_ANSWER_TOKENS}`;
}
