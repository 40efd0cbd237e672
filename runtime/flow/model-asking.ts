import type { Model } from "../domain/models.ts";
import type { Settings } from "../domain/settings.ts";
import type { AskModel } from "../extract/engine.ts";
import { askModel } from "../model/ask-model.ts";
import { complexity } from "../model/complexity.ts";
import type { ModelClient } from "../model/port.ts";
import { routeModel } from "../model/route.ts";

export type ModelAsking = {
  readonly settings: Settings;
  readonly client: ModelClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told which model was chosen, and why. */
  readonly onRoute: (route: { readonly model: string; readonly why: string }) => void;
};

/** Asks the model that the stage's settings and the question's complexity lead to, today. */
export function modelAsking({ settings, client, now, onRoute }: ModelAsking): AskModel {
  return (question, signal) => {
    const route = routeModel({
      stage: settings.STAGE,
      settings,
      complexity: complexity(question),
      today: dayOf(now()),
    });
    onRoute({ model: route.model.id, why: route.why });
    return askModel({ client, model: route.model, question }, signal);
  };
}

/** The models that questions of every complexity lead to on a stage today, each once. */
export function routedModels({ settings, now }: Pick<ModelAsking, "settings" | "now">): readonly Model[] {
  const routed = [0, 0.5, 1].map(
    (hard) => routeModel({ stage: settings.STAGE, settings, complexity: hard, today: dayOf(now()) }).model,
  );
  return [...new Set(routed)];
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
