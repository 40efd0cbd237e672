/** One model the stand-in answers for, with the limits and dates its provider publishes; dates are UTC days. */
export interface StandInModel {
  readonly id: string;
  readonly created: string;
  /** Reasoning models bill hidden tokens and take none of the sampling parameters. */
  readonly reasoning: boolean;
  readonly efforts: readonly string[];
  readonly contextTokens: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly shutdownDate?: string;
  readonly successor?: string;
}

const newerEfforts = ["none", "low", "medium", "high", "xhigh", "max"];
const gpt5 = {
  created: "2025-08-05",
  reasoning: true,
  efforts: ["minimal", "low", "medium", "high"],
  contextTokens: 400_000,
  inputTokens: 272_000,
  outputTokens: 128_000,
  shutdownDate: "2026-12-11",
};
const newer = {
  reasoning: true,
  efforts: newerEfforts,
  contextTokens: 1_050_000,
  inputTokens: 922_000,
  outputTokens: 128_000,
};
const retiring = { reasoning: false, efforts: [], shutdownDate: "2027-01-14", successor: "gpt-6-luna" };
const gpt4o = { ...retiring, contextTokens: 128_000, inputTokens: 128_000, outputTokens: 16_384 };
const gpt41 = { ...retiring, contextTokens: 1_047_576, inputTokens: 1_047_576, outputTokens: 32_768 };

export const catalogue: readonly StandInModel[] = [
  { ...gpt5, id: "gpt-5", successor: "gpt-5.6-sol" },
  { ...gpt5, id: "gpt-5-mini", successor: "gpt-5.6-terra" },
  { ...gpt5, id: "gpt-5-nano", successor: "gpt-5.6-luna" },
  { ...newer, id: "gpt-5.6-sol", created: "2026-07-09" },
  { ...newer, id: "gpt-5.6-terra", created: "2026-07-09" },
  { ...newer, id: "gpt-5.6-luna", created: "2026-07-09" },
  { ...gpt4o, id: "gpt-4o", created: "2024-05-10" },
  { ...gpt4o, id: "gpt-4o-mini", created: "2024-07-16" },
  { ...gpt41, id: "gpt-4.1", created: "2025-04-10" },
  { ...gpt41, id: "gpt-4.1-mini", created: "2025-04-10" },
  { ...newer, id: "gpt-6-luna", created: "2026-09-22" },
];

/** Whether a model still answers at a given moment: its shutdown day is the first day without an answer. */
export function isAlive({ model, at }: { model: StandInModel; at: Date }): boolean {
  return model.shutdownDate === undefined || at.getTime() < Date.parse(model.shutdownDate);
}
