import * as z from "zod/mini";

/** Where a value stands in the page's reduced text, below which the page's addresses stand where any are asked for: UTF-16 offsets, end exclusive. */
export const Evidence = z.strictObject({ start: z.int().check(z.minimum(0)), end: z.int().check(z.minimum(0)) });
export type Evidence = z.infer<typeof Evidence>;

/** What a page says of itself, whatever was asked. */
export const Article = z.strictObject({
  title: z.nullable(z.string()),
  byline: z.nullable(z.string()),
  published: z.nullable(z.string()),
  language: z.nullable(z.string()),
  text: z.string(),
});
export type Article = z.infer<typeof Article>;

export const Usage = z.strictObject({
  inputTokens: z.int().check(z.minimum(0)),
  outputTokens: z.int().check(z.minimum(0)),
});
export type Usage = z.infer<typeof Usage>;

/** What an extraction returns, whichever model answered, or none. A value without support in the page is null and listed in `unsupported`. */
export const ExtractionResult = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  /** JSON pointer into `data` → where the value stands. */
  evidence: z.record(z.string(), Evidence),
  /** JSON pointers of values that were answered but stand nowhere in the page. */
  unsupported: z.optional(z.array(z.string())),
  article: z.optional(Article),
  /** The model that answered; absent when none was asked. */
  model: z.optional(z.string()),
  /** The version of the prompt it was asked with; absent when none was asked. */
  prompt: z.optional(z.string()),
  usage: z.optional(Usage),
  /** US dollars. */
  cost: z.optional(z.number().check(z.minimum(0))),
});
export type ExtractionResult = z.infer<typeof ExtractionResult>;
