import * as z from "zod/mini";

export const ProviderId = z.enum(["openai", "openrouter"]);
export type ProviderId = z.infer<typeof ProviderId>;

export type Provider = {
  readonly id: ProviderId;
  /** Where its OpenAI-compatible API starts. */
  readonly baseUrl: string;
  /** The last part of its key's name in Secrets Manager. */
  readonly secretName: string;
};

/** Who can be asked: providers that speak OpenAI's protocol. The first is always there, the others where a stage's configuration asks. */
export const PROVIDERS: readonly [Provider, ...Provider[]] = [
  { id: "openai", baseUrl: "https://api.openai.com/v1", secretName: "openai-api-key" },
  { id: "openrouter", baseUrl: "https://openrouter.ai/api/v1", secretName: "openrouter-api-key" },
];

/** A provider by its id. */
export function providerOf(id: ProviderId): Provider {
  const [always] = PROVIDERS;
  return PROVIDERS.find((provider) => provider.id === id) ?? always;
}
