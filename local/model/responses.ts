import type { Answer, Ask, AskedFormat } from "./ask.ts";
import { bodyRefusal } from "./body-refusal.ts";
import { ResponsesBody } from "./body-schema.ts";
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
import { movedParameters, responsesObjections, responsesParameters } from "./parameters.ts";
import { throwFirst } from "./refusal.ts";
import { schemaRefusal } from "./schema-refusal.ts";

function askedFormat(body: ResponsesBody): AskedFormat {
  const format = body.text?.format;
  if (format === undefined || format.type !== "json_schema") return { kind: format?.type ?? "text" };
  return { kind: "json_schema", name: format.name, strict: format.strict === true, schema: asSchema(format.schema) };
}

function asked(body: ResponsesBody): Ask {
  const turns = typeof body.input === "string" ? [{ role: "user", content: body.input }] : body.input;
  const spoken = turns.map((turn) => ({ role: turn.role ?? "user", text: messageText(turn.content) }));
  const system = body.instructions ? [{ role: "system", text: body.instructions }] : [];
  return {
    model: body.model,
    messages: [...system, ...spoken],
    format: askedFormat(body),
    outputTokens: body.max_output_tokens ?? undefined,
    effort: body.reasoning?.effort ?? undefined,
  };
}

function envelope(answer: Answer) {
  const cut = answer.finish === "length";
  const { input, output, reasoning } = answer.usage;
  return {
    id: answer.id,
    object: "response",
    created_at: Math.floor(answer.createdAt.getTime() / 1000),
    status: cut ? "incomplete" : "completed",
    incomplete_details: cut ? { reason: "max_output_tokens" } : null,
    error: null,
    model: answer.model,
    metadata: { "x-stand-in": "model" },
    parallel_tool_calls: false,
    tools: [],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + output,
    },
  };
}

/** POST /v1/responses, without streaming, stored state or tools. */
export const responses: Endpoint = {
  path: "/v1/responses",
  idPrefix: "resp_standin_",
  judge({ body, at }) {
    const moved = unknownParameter({ body, known: responsesParameters, moved: movedParameters });
    if (moved !== undefined) throw moved;
    const parsed = ResponsesBody.safeParse(body);
    if (!parsed.success) throw bodyRefusal({ body, error: parsed.error });
    const ask = asked(parsed.data);
    const model = livingModel({ id: ask.model, at });
    const limit = { model, tokens: ask.outputTokens, param: "max_output_tokens", least: 16 };
    throwFirst([
      () => unservedParameter(body),
      () => (model.reasoning ? objection({ body, objections: responsesObjections }) : undefined),
      () => outOfRange(body),
      () => effortRefusal({ model, effort: ask.effort, param: "reasoning.effort" }),
      () => tokenLimitRefusal(limit),
      () => schemaRefusal({ format: ask.format, param: "text.format.schema", nameParam: "text.format.name" }),
      () => jsonWordRefusal({ ask, param: "input", format: "text.format" }),
      () => contextRefusal({ model, ask, param: "input" }),
    ]);
    return { ask, model };
  },
  write(answer) {
    const status = answer.finish === "length" ? "incomplete" : "completed";
    const part =
      answer.refusal === null
        ? { type: "output_text", text: answer.content ?? "", annotations: [], logprobs: [] }
        : { type: "refusal", refusal: answer.refusal };
    const id = answer.id.replace("resp_", "msg_");
    return { ...envelope(answer), output: [{ id, type: "message", status, role: "assistant", content: [part] }] };
  },
  writeEmpty(answer) {
    return { ...envelope(answer), output: [] };
  },
};
