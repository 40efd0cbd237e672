import type { Answer, Ask, AskedFormat } from "./ask.ts";
import { bodyRefusal } from "./body-refusal.ts";
import { ChatBody } from "./body-schema.ts";
import type { Endpoint } from "./endpoint.ts";
import { asSchema } from "./filling/schema.ts";
import { messageText } from "./message-text.ts";
import { contextRefusal, jsonWordRefusal, livingModel } from "./model-refusals.ts";
import {
  effortRefusal,
  objection,
  outOfRange,
  tokenLimitRefusal,
  unknownParameter,
  unservedParameter,
} from "./parameter-refusals.ts";
import { chatObjections, chatParameters } from "./parameters.ts";
import { throwFirst } from "./refusal.ts";
import { schemaRefusal } from "./schema-refusal.ts";

function askedFormat(body: ChatBody): AskedFormat {
  const format = body.response_format;
  if (format === undefined || format.type !== "json_schema") return { kind: format?.type ?? "text" };
  const { name, strict, schema } = format.json_schema;
  return { kind: "json_schema", name, strict: strict === true, schema: asSchema(schema) };
}

const asked = (body: ChatBody): Ask => ({
  model: body.model,
  messages: body.messages.map((turn) => ({ role: turn.role ?? "user", text: messageText(turn.content) })),
  format: askedFormat(body),
  outputTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
  effort: body.reasoning_effort ?? undefined,
});

const envelope = (answer: Answer) => ({
  id: answer.id,
  object: "chat.completion",
  created: Math.floor(answer.createdAt.getTime() / 1000),
  model: answer.model,
  system_fingerprint: "fp_model_stand_in",
  service_tier: "default",
  usage: {
    prompt_tokens: answer.usage.input,
    completion_tokens: answer.usage.output,
    total_tokens: answer.usage.input + answer.usage.output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: answer.usage.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
});

/** POST /v1/chat/completions, without streaming. */
export const chat: Endpoint = {
  path: "/v1/chat/completions",
  idPrefix: "chatcmpl-standin-",
  judge({ body, at }) {
    const parsed = ChatBody.safeParse(body);
    if (!parsed.success) throw bodyRefusal({ body, error: parsed.error });
    const ask = asked(parsed.data);
    const model = livingModel({ id: ask.model, at });
    const tokens = { model, tokens: ask.outputTokens, least: 1 };
    const tokensParam = body.max_completion_tokens === undefined ? "max_tokens" : "max_completion_tokens";
    throwFirst([
      () => unknownParameter({ body, known: chatParameters }),
      () => unservedParameter(body),
      () => (model.reasoning ? objection({ body, objections: chatObjections }) : undefined),
      () => outOfRange(body),
      () => effortRefusal({ model, effort: ask.effort, param: "reasoning_effort" }),
      () => tokenLimitRefusal({ ...tokens, param: tokensParam }),
      () =>
        schemaRefusal({ format: ask.format, param: "response_format", nameParam: "response_format.json_schema.name" }),
      () => jsonWordRefusal({ ask, param: "messages", format: "response_format" }),
      () => contextRefusal({ model, ask, param: "messages" }),
    ]);
    return { ask, model };
  },
  write(answer) {
    const message = { role: "assistant", content: answer.content, refusal: answer.refusal, annotations: [] };
    return { ...envelope(answer), choices: [{ index: 0, message, logprobs: null, finish_reason: answer.finish }] };
  },
  writeEmpty(answer) {
    return { ...envelope(answer), choices: [] };
  },
};
