import * as z from "zod";

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });
const Content = z.union([z.string(), z.array(Part), z.null()]).optional();
const Turn = z.looseObject({ role: z.string().optional(), content: Content, type: z.string().optional() });
const Tokens = z.int().nullable().optional();
const Sampling = z.number().nullable().optional();
const Definition = z.looseObject({
  name: z.string(),
  strict: z.boolean().nullable().optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** The parts of a chat completion request the stand-in reads; everything else is checked by name only. */
export const ChatBody = z.looseObject({
  model: z.string(),
  messages: z.array(Turn),
  temperature: Sampling,
  top_p: Sampling,
  max_tokens: Tokens,
  max_completion_tokens: Tokens,
  reasoning_effort: z.string().nullable().optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.looseObject({ type: z.literal("text") }),
      z.looseObject({ type: z.literal("json_object") }),
      z.looseObject({ type: z.literal("json_schema"), json_schema: Definition }),
    ])
    .optional(),
});
export type ChatBody = z.infer<typeof ChatBody>;

/** The parts of a response request the stand-in reads. */
export const ResponsesBody = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(Turn)]),
  instructions: z.string().nullable().optional(),
  temperature: Sampling,
  top_p: Sampling,
  max_output_tokens: Tokens,
  reasoning: z.looseObject({ effort: z.string().nullable().optional() }).nullable().optional(),
  text: z
    .looseObject({
      format: z
        .discriminatedUnion("type", [
          z.looseObject({ type: z.literal("text") }),
          z.looseObject({ type: z.literal("json_object") }),
          Definition.extend({ type: z.literal("json_schema") }),
        ])
        .optional(),
    })
    .optional(),
});
export type ResponsesBody = z.infer<typeof ResponsesBody>;
