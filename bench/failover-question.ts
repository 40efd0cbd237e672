import type { ModelTier } from "../runtime/domain/models.ts";
import type { Question } from "../runtime/extract/engine.ts";
import { promptFor } from "../runtime/extract/prompt/prompt.ts";
import { answerProblems } from "../runtime/extract/schema/answer-problems.ts";

export type FailoverQuestion = Question & {
  /** The models that preview asks it of in November 2026. */
  readonly primary: string;
  readonly fallback: string;
};

type Size = {
  readonly primary: string;
  readonly fallback: string;
  readonly properties: number;
  readonly instructions: number;
  readonly text: number;
};

/** How much is asked, so that each tier has its question. */
const SIZES: Readonly<Record<ModelTier, Size>> = {
  nano: { primary: "gpt-5-nano", fallback: "gpt-4o-mini", properties: 3, instructions: 0, text: 2_000 },
  mini: { primary: "gpt-5-mini", fallback: "gpt-4.1-mini", properties: 40, instructions: 2_000, text: 2_000 },
  full: { primary: "gpt-5", fallback: "gpt-4.1", properties: 40, instructions: 4_000, text: 120_000 },
};

/** A question about a page, as hard as a tier's questions are. */
export function failoverQuestion(tier: ModelTier): FailoverQuestion {
  const { primary, fallback, ...size } = SIZES[tier];
  const facts = Array.from(
    { length: size.properties },
    (_, at) => [`fact${at}`, { type: ["string", "null"] }] as const,
  );
  const inner = { type: "object", properties: Object.fromEntries(facts) };
  const details = { type: "object", properties: { facts: inner, prices: { type: "array", items: inner } } };
  const schema = { type: "object", properties: { title: { type: "string" }, details }, required: ["title"] };
  const sentence = "The enamel mug holds a third of a litre and costs £9.80. ";
  const text = `# Enamel mug\n${sentence.repeat(Math.ceil(size.text / sentence.length))}`;
  const asked = {
    ...(size.instructions > 0 ? { instructions: "Say what the page says. ".repeat(size.instructions / 24) } : {}),
    ...{ schema, text, url: "https://shop.example/mug", title: "Enamel mug" },
  };
  const problems = (data: unknown) => answerProblems({ schema, data });
  return { ...asked, prompt: promptFor(asked), problems, primary, fallback };
}
