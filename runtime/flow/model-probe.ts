import type { ModelClient } from "../adapters/model-client.ts";
import type { ProviderId } from "../domain/providers.ts";
import type { Settings } from "../domain/settings.ts";
import { providerFailure } from "../model/provider-failure.ts";
import { routedModels } from "./model-asking.ts";
import type { ReadinessCheck } from "./readiness.ts";

export type ModelProbe = {
  readonly settings: Settings;
  readonly clients: Readonly<Partial<Record<ProviderId, ModelClient>>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** Asks the providers for every model that a question is first sent to today; throws when one of them is not known. */
export function modelProbe({ settings, now, clients }: ModelProbe): ReadinessCheck["run"] {
  return async (signal) => {
    const models = routedModels({ settings, now, clients });
    await Promise.all(
      models.map(async ({ id, provider }) => {
        try {
          await clients[provider]?.probe(id, signal);
        } catch (error) {
          throw providerFailure(error, signal);
        }
      }),
    );
    return models.map(({ id }) => id).join(", ");
  };
}
