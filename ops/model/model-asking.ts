import type { Settings } from "../../runtime/domain/settings.ts";
import type { AskModel } from "../../runtime/extract/engine.ts";
import { complexity } from "../../runtime/model/complexity.ts";
import { askWithFailover } from "../../runtime/model/failover.ts";
import type { ModelClient } from "../../runtime/model/port.ts";
import { tokensOf } from "../../runtime/model/prompt-tokens.ts";
import { routeModel } from "../../runtime/model/route.ts";
import { cooldowns } from "../../runtime/reliability/cooldown.ts";

export type ModelAsking = {
  readonly settings: Settings;
  readonly client: ModelClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** For one page, all models together: a person waits for it. */
const ASK_MILLISECONDS = 90_000;

/** Asks as the stage's worker would: the model that settings and complexity lead to, then who stands in for it. */
export function modelAsking({ settings, client, now }: ModelAsking): AskModel {
  const known = cooldowns({ now });
  return (question, signal) => {
    const { candidates } = routeModel({
      stage: settings.STAGE,
      settings,
      complexity: complexity(question),
      today: new Date(now()).toISOString().slice(0, 10),
      promptTokens: tokensOf(question.prompt.system) + tokensOf(question.prompt.user),
    });
    return askWithFailover(
      { candidates, clients: { openai: client }, question, cooldowns: known, milliseconds: ASK_MILLISECONDS },
      signal,
    );
  };
}
