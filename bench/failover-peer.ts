import OpenAI from "openai";
import { strictSchema } from "../runtime/model/strict-schema.ts";
import { deadline } from "../runtime/reliability/deadline.ts";
import type { Answered, FailoverAsk } from "./failover-ours.ts";

const TRIES = 3;
const TRY_MILLISECONDS = 10_000;

/** Asks the primary model up to three times, ten seconds each and without a pause, then the fallback in the same way. */
export async function askPeer({ url, question }: FailoverAsk, signal: AbortSignal): Promise<Answered> {
  const client = new OpenAI({ apiKey: "a-key", baseURL: url, maxRetries: 0 });
  for (const model of [question.primary, question.fallback]) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const data = await answerOf({ client, model, question }, deadline(TRY_MILLISECONDS, signal));
      signal.throwIfAborted();
      if (data !== undefined && question.problems(data).length === 0) return { data, model };
    }
  }
  throw new Error("Neither model gave a valid answer.");
}

type Try = { readonly client: OpenAI; readonly model: string; readonly question: FailoverAsk["question"] };

/** The data of one answer; undefined where there is none. */
async function answerOf({ client, model, question: { prompt, schema } }: Try, signal: AbortSignal): Promise<unknown> {
  try {
    const messages = [
      { role: "system" as const, content: prompt.system },
      { role: "user" as const, content: prompt.user },
    ];
    const json_schema = { name: "extraction", strict: true, schema: strictSchema(schema) };
    const body = { model, messages, response_format: { type: "json_schema" as const, json_schema } };
    const { choices } = await client.chat.completions.create(body, { signal });
    return JSON.parse(choices[0]?.message.content ?? "");
  } catch (error) {
    if (error instanceof OpenAI.OpenAIError || error instanceof SyntaxError || signal.aborted) return undefined;
    throw error;
  }
}
