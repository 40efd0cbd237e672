import type { ChatMessage, ModelCompletion } from "../domain/completion.ts";
import type { Effort } from "../domain/models.ts";

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The body of one chat completion, as OpenAI-compatible providers take it. */
export type ModelRequest = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** Absent where a model cannot be held to a form: then the messages say it. */
  readonly response_format?: ResponseFormat;
  readonly max_completion_tokens: number;
  readonly temperature?: number;
  readonly reasoning_effort?: Effort;
};

type ResponseFormat =
  | {
      readonly type: "json_schema";
      readonly json_schema: { readonly name: string; readonly strict: true; readonly schema: JsonSchema };
    }
  | { readonly type: "json_object" };

/**
 * The provider. An HTTP error is thrown with a numeric `status` and, where there are any, its `headers`;
 * a connection that failed is thrown without a status; a Failure is passed on as it is
 * (`model-answer-invalid` where the answer has no choices, or is larger than an answer may be).
 */
export type ModelClient = {
  complete(body: ModelRequest, signal: AbortSignal): Promise<ModelCompletion>;
};
