import OpenAI from "openai";
import { ANSWER_CAP, firstChoice, unstreamed } from "../../runtime/domain/completion.ts";
import type { ModelClient } from "../../runtime/model/port.ts";
import { cappedFetch } from "../../runtime/reliability/capped-fetch.ts";

export type ProviderClient = {
  readonly apiKey: string;
  readonly baseUrl: string;
};

/** Longer than any deadline of a caller: the caller's signal is what ends a call. */
const CALL_MILLISECONDS = 300_000;

const boundedFetch = cappedFetch(ANSWER_CAP);

/** A provider of OpenAI's protocol, asked with the operator's own key. Each call is made once: who calls decides about another try. */
export function providerClient({ apiKey, baseUrl }: ProviderClient): ModelClient {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: CALL_MILLISECONDS,
    fetch: boundedFetch,
  });
  return {
    complete: async (body, signal) => firstChoice(await client.chat.completions.create(unstreamed(body), { signal })),
  };
}
