import { Failure } from "../domain/failure.ts";
import type { ProviderId } from "../domain/providers.ts";
import type { Cooldowns } from "../reliability/cooldown.ts";
import { split } from "../reliability/split.ts";
import { consequenceOf } from "./after-failure.ts";
import type { ModelAnswer } from "./ask-model.ts";
import { type Attempt, attemptModel } from "./attempt.ts";
import type { Candidate } from "./candidates.ts";
import { type PaidCall, spentOn } from "./cost.ts";
import { finalFailure } from "./final-failure.ts";
import { type KeepAnswer, withKeptAnswer } from "./keep-answer.ts";
import { cool, lineOf } from "./line.ts";
import { PATIENCE } from "./patience.ts";
import type { ModelClient } from "./port.ts";
import type { ModelQuestion } from "./question.ts";

export type ModelClients = Readonly<Partial<Record<ProviderId, ModelClient>>>;

export type Failover = {
  /** Whom to ask, in this order. */
  readonly candidates: readonly Candidate[];
  /** One for every provider among the candidates. */
  readonly clients: ModelClients;
  readonly question: ModelQuestion;
  /** Kept by the caller for as long as its process lives. */
  readonly cooldowns: Cooldowns;
  /** For the whole request; the caller's signal ends it too. */
  readonly milliseconds: number;
  /** Keeps the last answer where none could be used. */
  readonly keepAnswer?: KeepAnswer | undefined;
  /** Is told how each model that was asked did. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
};

/** An answer, and why the one who gave it was asked. */
export type RoutedAnswer = ModelAnswer & { readonly route: { readonly why: string } };

/** After so many models whose answers do not fit, it is the question. */
const UNUSABLE_ANSWERS = 2;

/**
 * Asks one model after another until one gives an answer that fits, each within its share of the time. Usage and cost are
 * those of all calls together. Throws `model-refused` at once; when nobody is left, what `finalFailure` makes of it; and
 * what the caller's signal ends with.
 */
export async function askWithFailover(failover: Failover, signal: AbortSignal): Promise<RoutedAnswer> {
  const { candidates, clients, question, cooldowns, keepAnswer, onAttempt } = failover;
  const end = performance.now() + failover.milliseconds;
  const calls: PaidCall[] = [];
  const attempts: Attempt[] = [];
  for (;;) {
    const { next, sharers } = lineOf({ candidates, attempts, cooldowns });
    const [candidate] = next;
    const began = performance.now();
    if (candidate === undefined || end - began < 1 || attempts.filter(unusable).length >= UNUSABLE_ANSWERS) break;
    const { model, why } = candidate;
    const milliseconds = split({ left: end - began, attempts: sharers, patience: PATIENCE[model.tier] });
    const asking = {
      client: clientFor(candidate, clients),
      model,
      question,
      onPaid: (call: PaidCall) => calls.push(call),
    };
    const before = calls.length;
    const tried = await attemptModel({ ...asking, milliseconds, last: next.length === 1 }, signal);
    const failed = "failure" in tried ? { failure: tried.failure } : {};
    const attempt: Attempt = {
      model,
      milliseconds: performance.now() - began,
      spent: spentOn(calls.slice(before)),
      ...failed,
    };
    attempts.push(attempt);
    cool(attempt, cooldowns);
    onAttempt?.(attempt);
    if ("data" in tried) {
      return { data: tried.data, model: model.id, ...spentOn(calls), route: { why: routeWhy(why, attempts) } };
    }
    if (!consequenceOf(tried.failure).failover) throw tried.failure;
  }
  throw await withKeptAnswer({ failure: finalFailure(attempts), calls, keepAnswer }, signal);
}

function clientFor({ model }: Candidate, clients: ModelClients): ModelClient {
  const client = clients[model.provider];
  if (client === undefined)
    throw new Failure("internal", `There is no client for ${model.provider}, which ${model.id} needs.`);
  return client;
}

function unusable({ failure }: Attempt): boolean {
  return failure?.code === "model-answer-invalid";
}

function routeWhy(why: string, attempts: readonly Attempt[]): string {
  const failed = attempts.flatMap(({ model, failure }) =>
    failure ? [`${model.id} failed (${failure.reason ?? failure.code})`] : [],
  );
  return [why, ...failed].join("; ");
}
