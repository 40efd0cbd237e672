import type { Schema } from "./filling/schema.ts";

/** One message of a conversation, its parts joined to text. */
export interface Message {
  readonly role: string;
  readonly text: string;
}

/** The form the answer was asked in. */
export type AskedFormat =
  | { readonly kind: "text" }
  | { readonly kind: "json_object" }
  | { readonly kind: "json_schema"; readonly name: string; readonly strict: boolean; readonly schema: Schema };

/** A question, read from either endpoint's body. */
export interface Ask {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly format: AskedFormat;
  readonly outputTokens: number | undefined;
  readonly effort: string | undefined;
}

/** What an answer cost, in tokens; `reasoning` is part of `output`. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
}

/** An answer before it takes an endpoint's shape; exactly one of `content` and `refusal` is a text. */
export interface Answer {
  readonly id: string;
  readonly model: string;
  readonly createdAt: Date;
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finish: "stop" | "length";
  readonly usage: Usage;
}
