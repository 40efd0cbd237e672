import type { ModelClient } from "../adapters/model-client.ts";
import { providerFailure } from "../model/provider-failure.ts";
import { type ModelAsking, routedModels } from "./model-asking.ts";
import type { ReadinessCheck } from "./readiness.ts";

export type ModelProbe = Pick<ModelAsking, "settings" | "now"> & { readonly client: Pick<ModelClient, "probe"> };

/** Asks the provider for every model that a question can lead to today; throws when it does not know one of them. */
export function modelProbe({ settings, now, client }: ModelProbe): ReadinessCheck["run"] {
  return async (signal) => {
    const models = routedModels({ settings, now });
    await Promise.all(
      models.map(async ({ id }) => {
        try {
          await client.probe(id, signal);
        } catch (error) {
          throw providerFailure(error, signal);
        }
      }),
    );
    return models.map(({ id }) => id).join(", ");
  };
}
