import * as z from "zod";

const Day = z.iso.date();

/** One model as its provider describes it. Prices are US dollars per million tokens; what the provider has not published here is absent. */
export const Model = z.strictObject({
  id: z.string().min(1),
  provider: z.literal("openai"),
  family: z.enum(["gpt-5", "stable"]),
  tier: z.enum(["full", "mini", "nano"]),
  contextTokens: z.int().positive().optional(),
  inputPrice: z.number().positive().optional(),
  outputPrice: z.number().positive().optional(),
  /** Whether a temperature may be sent; reasoning models refuse one. */
  temperature: z.boolean(),
  /** The day from which the provider answers no more. */
  shutdown: Day.optional(),
  /** Which model takes over from that day on. */
  successor: z.string().optional(),
});
export type Model = z.infer<typeof Model>;
export type ModelFamily = Model["family"];
export type ModelTier = Model["tier"];

const gpt5 = { provider: "openai", family: "gpt-5", temperature: false } as const;
const stable = { provider: "openai", family: "stable", temperature: true } as const;
const untilDecember = { contextTokens: 400_000, shutdown: "2026-12-11" } as const;
const untilJanuary = { shutdown: "2027-01-14", successor: "gpt-6-luna" } as const;

/** The catalogue: ids, prices, limits and dates are data, never code. Shutdown dates are the provider's published ones. */
export const MODELS: readonly Model[] = [
  { ...gpt5, ...untilDecember, id: "gpt-5", tier: "full", inputPrice: 1.25, outputPrice: 10, successor: "gpt-5.6-sol" },
  {
    ...gpt5,
    ...untilDecember,
    id: "gpt-5-mini",
    tier: "mini",
    inputPrice: 0.25,
    outputPrice: 2,
    successor: "gpt-5.6-terra",
  },
  {
    ...gpt5,
    ...untilDecember,
    id: "gpt-5-nano",
    tier: "nano",
    inputPrice: 0.05,
    outputPrice: 0.4,
    successor: "gpt-5.6-luna",
  },
  { ...gpt5, id: "gpt-5.6-sol", tier: "full" },
  { ...gpt5, id: "gpt-5.6-terra", tier: "mini" },
  { ...gpt5, id: "gpt-5.6-luna", tier: "nano" },
  { ...stable, ...untilJanuary, id: "gpt-4.1", tier: "full", contextTokens: 1_047_576, inputPrice: 2, outputPrice: 8 },
  {
    ...stable,
    ...untilJanuary,
    id: "gpt-4.1-mini",
    tier: "mini",
    contextTokens: 1_047_576,
    inputPrice: 0.4,
    outputPrice: 1.6,
  },
  {
    ...stable,
    ...untilJanuary,
    id: "gpt-4o-mini",
    tier: "nano",
    contextTokens: 128_000,
    inputPrice: 0.15,
    outputPrice: 0.6,
  },
  { ...stable, id: "gpt-6-luna", tier: "full", temperature: false },
];
