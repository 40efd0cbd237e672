import type { Model, ModelFamily } from "../domain/models.ts";
import type { ChatMessage, JsonSchema, ModelRequest } from "./port.ts";
import { strictSchema } from "./strict-schema.ts";

/** The most tokens an answer may take, thinking included. */
export const MAX_ANSWER_TOKENS = 16_000;

/** What a family is told beside the question. */
const PROCESSORS: Readonly<
  Record<ModelFamily, (model: Model) => Pick<ModelRequest, "temperature" | "reasoning_effort">>
> = {
  "gpt-5": () => ({ reasoning_effort: "low" }),
  stable: (model) => (model.temperature ? { temperature: 0 } : {}),
};

export type Asking = { readonly messages: readonly ChatMessage[]; readonly schema: JsonSchema };

/** The body of one chat completion for a model, as its family takes it. */
export function requestFor(model: Model, { messages, schema }: Asking): ModelRequest {
  return {
    model: model.id,
    messages,
    response_format: {
      type: "json_schema",
      json_schema: { name: "extraction", strict: true, schema: strictSchema(schema) },
    },
    max_completion_tokens: MAX_ANSWER_TOKENS,
    ...PROCESSORS[model.family](model),
  };
}
