import { type ModelClient, type ModelClientOptions, modelClient } from "../adapters/model-client.ts";
import { type ProviderId, providerOf } from "../domain/providers.ts";

export type ModelClientsOptions = Omit<ModelClientOptions, "baseUrl" | "secretId"> & {
  /** The id of each provider's key; who has none is not asked. */
  readonly keys: Readonly<Partial<Record<ProviderId, string>>>;
  /** Stands in for every provider's address; absent on a real account. */
  readonly baseUrl: string | undefined;
};

/** One client for each provider whose key the stage has. */
export function modelClients({
  keys,
  baseUrl,
  ...shared
}: ModelClientsOptions): Partial<Record<ProviderId, ModelClient>> {
  const entries = Object.entries(keys) as [ProviderId, string][];
  return Object.fromEntries(
    entries.map(([id, secretId]) => [
      id,
      modelClient({ ...shared, secretId, baseUrl: baseUrl ?? providerOf(id).baseUrl }),
    ]),
  );
}
