import type { Model } from "../domain/models.ts";
import { PROVIDERS, type ProviderId } from "../domain/providers.ts";
import type { Settings } from "../domain/settings.ts";
import type { AskModel } from "../extract/engine.ts";
import type { Attempt } from "../model/attempt.ts";
import { complexity } from "../model/complexity.ts";
import { askWithFailover, type ModelClients, type RoutedAnswer } from "../model/failover.ts";
import type { KeepAnswer } from "../model/keep-answer.ts";
import { tokensOf } from "../model/prompt-tokens.ts";
import { type Route, routeModel } from "../model/route.ts";
import type { Cooldowns } from "../reliability/cooldown.ts";

export type ModelAsking = {
  readonly settings: Settings;
  /** Of every provider that may be asked. */
  readonly clients: ModelClients;
  /** Kept for as long as the process lives. */
  readonly cooldowns: Cooldowns;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Keeps the last answer where none could be used. */
  readonly keepAnswer?: KeepAnswer;
  /** Is told which models were chosen, and why. */
  readonly onRoute: (route: Route) => void;
  /** Is told how each model that was asked did. */
  readonly onAttempt?: (attempt: Attempt) => void;
};

/** For one question, all models and tries together; less than a worker has, and its signal may end it sooner. */
const QUESTION_MILLISECONDS = 20_000;

/** Asks the models that the stage's settings and the question's complexity lead to, today, one after another. */
export function modelAsking(asking: ModelAsking): (...asked: Parameters<AskModel>) => Promise<RoutedAnswer> {
  const { settings, clients, cooldowns, now, keepAnswer, onRoute, onAttempt } = asking;
  return (question, signal) => {
    const route = routeModel({
      stage: settings.STAGE,
      settings,
      complexity: complexity(question),
      today: dayOf(now()),
      promptTokens: tokensOf(question.prompt.system + question.prompt.user),
      providers: providersOf(clients),
    });
    onRoute(route);
    const { candidates } = route;
    const milliseconds = QUESTION_MILLISECONDS;
    return askWithFailover({ candidates, clients, question, cooldowns, milliseconds, keepAnswer, onAttempt }, signal);
  };
}

/** The models that questions of every complexity lead to on a stage today, each once. */
export function routedModels({ settings, clients, now }: Pick<ModelAsking, "settings" | "clients" | "now">) {
  const routed = [0, 0.5, 1].map((hard): Model => {
    const providers = providersOf(clients);
    return routeModel({ stage: settings.STAGE, settings, complexity: hard, today: dayOf(now()), providers }).model;
  });
  return [...new Set(routed)];
}

/** Who has a client, in the order of preference. */
function providersOf(clients: ModelClients): readonly ProviderId[] {
  return PROVIDERS.map(({ id }) => id).filter((id) => clients[id] !== undefined);
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
