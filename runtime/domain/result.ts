import * as z from "zod";

/** Where a value stands in the page's reduced text: UTF-16 offsets, end exclusive. */
export const Evidence = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });
export type Evidence = z.infer<typeof Evidence>;

/** What a page says of itself, whatever was asked. */
export const Article = z.strictObject({
  title: z.string().nullable(),
  byline: z.string().nullable(),
  published: z.string().nullable(),
  language: z.string().nullable(),
  text: z.string(),
});
export type Article = z.infer<typeof Article>;

export const Usage = z.strictObject({ inputTokens: z.int().min(0), outputTokens: z.int().min(0) });
export type Usage = z.infer<typeof Usage>;

/** What an extraction returns, whichever model answered, or none. A value without support in the page is null and listed in `unsupported`. */
export const ExtractionResult = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  /** JSON pointer into `data` → where the value stands. */
  evidence: z.record(z.string(), Evidence),
  /** JSON pointers of values that were answered but stand nowhere in the page. */
  unsupported: z.array(z.string()).optional(),
  article: Article.optional(),
  /** The model that answered; absent when none was asked. */
  model: z.string().optional(),
  usage: Usage.optional(),
  /** US dollars. */
  cost: z.number().min(0).optional(),
});
export type ExtractionResult = z.infer<typeof ExtractionResult>;
