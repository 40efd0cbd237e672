/** Why a reasoning model refuses a parameter: it knows only the default, or does not know the word. */
export type Objection =
  | { readonly kind: "default-only"; readonly value: number }
  | { readonly kind: "unsupported"; readonly instead?: string };

const unsupported: Objection = { kind: "unsupported" };

/** What reasoning models refuse of POST /v1/chat/completions. */
export const chatObjections: Readonly<Record<string, Objection>> = {
  temperature: { kind: "default-only", value: 1 },
  max_tokens: { kind: "unsupported", instead: "max_completion_tokens" },
  top_p: unsupported,
  presence_penalty: unsupported,
  frequency_penalty: unsupported,
  logprobs: unsupported,
  top_logprobs: unsupported,
  logit_bias: unsupported,
  stop: unsupported,
};

/** What reasoning models refuse of POST /v1/responses. */
export const responsesObjections: Readonly<Record<string, Objection>> = {
  temperature: unsupported,
  top_p: unsupported,
  top_logprobs: unsupported,
};

/** Every parameter POST /v1/chat/completions knows. */
export const chatParameters: ReadonlySet<string> = new Set(
  `audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens messages metadata
  modalities model moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options
  prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream
  stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options`.split(/\s+/),
);

/** Every parameter POST /v1/responses knows. */
export const responsesParameters: ReadonlySet<string> = new Set(
  `access_programs background context_management conversation image include input instructions max_output_tokens max_tool_calls metadata model
  moderation parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention
  reasoning safety_identifier service_tier store stream stream_options temperature text tool_choice tools top_logprobs
  top_p truncation user`.split(/\s+/),
);

/** Parameters of the chat endpoint that have another name at POST /v1/responses. */
export const movedParameters: Readonly<Record<string, string>> = {
  messages: "input",
  response_format: "text.format",
  reasoning_effort: "reasoning.effort",
  verbosity: "text.verbosity",
  max_tokens: "max_output_tokens",
  max_completion_tokens: "max_output_tokens",
};
