import * as z from "zod/mini";
import { ProviderId } from "./providers.ts";

const Day = z.iso.date();
const Price = z.number().check(z.positive());

/** Reasoning efforts from the least to the most. */
export const EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

/** One model as its provider describes it. Prices are US dollars per million tokens; what is not published is absent. */
export const Model = z.strictObject({
  /** The name its provider answers to. */
  id: z.string().check(z.minLength(1)),
  provider: ProviderId,
  family: z.enum(["gpt-5", "stable"]),
  tier: z.enum(["full", "mini", "nano"]),
  /** Question and answer together. */
  contextTokens: z.optional(z.int().check(z.positive())),
  /** The longest answer, thinking included. */
  answerTokens: z.optional(z.int().check(z.positive())),
  inputPrice: z.optional(Price),
  outputPrice: z.optional(Price),
  /** Whether a temperature may be sent; reasoning models refuse one. */
  temperature: z.boolean(),
  /** The reasoning efforts it takes; empty where it takes none. */
  efforts: z.readonly(z.array(z.enum(EFFORTS))),
  /** The strictest form of answer it can be held to. */
  structured: z.enum(["json_schema", "json_object", "none"]),
  /** The day (UTC) from which the provider answers no more. */
  shutdown: z.optional(Day),
  /** Which model takes over from that day on. */
  successor: z.optional(z.string()),
});
export type Model = z.infer<typeof Model>;
export type ModelFamily = Model["family"];
export type ModelTier = Model["tier"];
export type Effort = (typeof EFFORTS)[number];

/** Tiers from the smallest to the largest. */
export const TIERS = ["nano", "mini", "full"] as const satisfies readonly ModelTier[];

const sampling = { provider: "openai", temperature: true, efforts: [], structured: "json_schema" } as const;
const reasoning = { provider: "openai", temperature: false, structured: "json_schema", answerTokens: 128_000 } as const;
const newer = {
  ...reasoning,
  contextTokens: 1_050_000,
  efforts: ["none", "low", "medium", "high", "xhigh", "max"],
} as const;
const gpt5 = {
  ...reasoning,
  family: "gpt-5",
  contextTokens: 400_000,
  shutdown: "2026-12-11",
  efforts: ["minimal", "low", "medium", "high"],
} as const;
const retiring = { ...sampling, family: "stable", shutdown: "2027-01-14", successor: "gpt-6-luna" } as const;
const gpt41 = { ...retiring, contextTokens: 1_047_576, answerTokens: 32_768 } as const;
const gpt4o = { ...retiring, contextTokens: 128_000, answerTokens: 16_384 } as const;

/** The rows that a provider in between passes on unchanged, at the same price, under the name of whose they are. */
function passedOn(rows: readonly Model[]): readonly Model[] {
  return rows
    .filter(({ shutdown }) => shutdown !== undefined)
    .map((row) => ({ ...row, provider: "openrouter", id: `openai/${row.id}` }));
}

const OPENAI: readonly Model[] = [
  { ...gpt5, id: "gpt-5", tier: "full", inputPrice: 1.25, outputPrice: 10, successor: "gpt-5.6-sol" },
  { ...gpt5, id: "gpt-5-mini", tier: "mini", inputPrice: 0.25, outputPrice: 2, successor: "gpt-5.6-terra" },
  { ...gpt5, id: "gpt-5-nano", tier: "nano", inputPrice: 0.05, outputPrice: 0.4, successor: "gpt-5.6-luna" },
  { ...newer, id: "gpt-5.6-sol", family: "gpt-5", tier: "full" },
  { ...newer, id: "gpt-5.6-terra", family: "gpt-5", tier: "mini" },
  { ...newer, id: "gpt-5.6-luna", family: "gpt-5", tier: "nano" },
  { ...gpt41, id: "gpt-4.1", tier: "full", inputPrice: 2, outputPrice: 8 },
  { ...gpt41, id: "gpt-4.1-mini", tier: "mini", inputPrice: 0.4, outputPrice: 1.6 },
  { ...gpt4o, id: "gpt-4o-mini", tier: "nano", inputPrice: 0.15, outputPrice: 0.6 },
  { ...newer, id: "gpt-6-luna", family: "stable", tier: "full" },
];

/** The catalogue: ids, prices, limits and dates are data, never code. Shutdown dates and prices are the providers' published ones; of a tier, the first row that is asked for is taken. */
export const MODELS: readonly Model[] = [...OPENAI, ...passedOn(OPENAI)];
