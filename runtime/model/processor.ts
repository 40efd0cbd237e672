import type { ChatMessage } from "../domain/completion.ts";
import { EFFORTS, type Effort, type Model, type ModelFamily, type ModelTier } from "../domain/models.ts";
import type { JsonSchema, ModelRequest } from "./port.ts";
import { strictSchema } from "./strict-schema.ts";

/** The most tokens an answer may take, thinking included. */
export const MAX_ANSWER_TOKENS = 16_000;

/** Which try of a question this is: the first, or the one after an answer that could not be used. */
export type Try = "first" | "repair";

/** What a family's models are told beside the question, where they take it. */
type Processor = {
  readonly temperature: Readonly<Record<Try, number>>;
  readonly effort: Readonly<Record<ModelTier, Effort>>;
};

const PROCESSORS: Readonly<Record<ModelFamily, Processor>> = {
  "gpt-5": { temperature: { first: 1, repair: 1 }, effort: { nano: "minimal", mini: "low", full: "medium" } },
  stable: { temperature: { first: 0.2, repair: 0 }, effort: { nano: "none", mini: "low", full: "low" } },
};

export type Asking = { readonly messages: readonly ChatMessage[]; readonly schema: JsonSchema; readonly round: Try };

/** The body of one chat completion for a model, as its family and the model itself take it. */
export function requestFor(model: Model, { messages, schema, round }: Asking): ModelRequest {
  const { temperature, effort } = PROCESSORS[model.family];
  const offered = offeredEffort(effort[model.tier], model.efforts);
  return {
    model: model.id,
    ...FORMS[model.structured]({ messages, schema }),
    max_completion_tokens: Math.min(MAX_ANSWER_TOKENS, model.answerTokens ?? MAX_ANSWER_TOKENS),
    ...(model.temperature ? { temperature: temperature[round] } : {}),
    ...(offered ? { reasoning_effort: offered } : {}),
  };
}

type Formed = Pick<ModelRequest, "messages" | "response_format">;

/** How a model is held to the schema: by the provider, or by words where the provider cannot. */
const FORMS: Readonly<Record<Model["structured"], (asking: Omit<Asking, "round">) => Formed>> = {
  json_schema: ({ messages, schema }) => ({
    messages,
    response_format: {
      type: "json_schema",
      json_schema: { name: "extraction", strict: true, schema: strictSchema(schema) },
    },
  }),
  json_object: (asking) => ({ messages: toldSchema(asking), response_format: { type: "json_object" } }),
  none: (asking) => ({ messages: toldSchema(asking) }),
};

function toldSchema({ messages, schema }: Omit<Asking, "round">): readonly ChatMessage[] {
  const form = JSON.stringify(strictSchema(schema));
  const content = `Answer with one JSON object and nothing around it. It must fit this JSON Schema:\n${form}`;
  return [{ role: "system", content }, ...messages];
}

/** The wanted effort, or the least above it that the model takes. */
function offeredEffort(wanted: Effort, offered: Model["efforts"]): Effort | undefined {
  return EFFORTS.slice(EFFORTS.indexOf(wanted)).find((effort) => offered.includes(effort));
}
