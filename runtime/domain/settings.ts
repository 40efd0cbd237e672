import * as z from "zod/mini";
import { Failure } from "./failure.ts";
import { Stage } from "./stage.ts";

const flag = z.stringbool({ truthy: ["true"], falsy: ["false"], case: "sensitive" });

/** What a stage is set to, once, in Pulumi.{stage}.yaml. Values are strings there and in a function's environment. */
export const SETTINGS = {
  STAGE: Stage,
  GPT5_ENABLED: flag,
  FORCE_GPT4: flag,
  UNIFIED_EXTRACTOR_ENABLED: flag,
  DEFAULT_MODEL_STRATEGY: z.enum(["gpt5_preview", "gpt4_stable"]),
  /** US dollars a month. */
  MONTHLY_BUDGET: z.coerce.number().check(z.positive(), z.maximum(1_000_000)),
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export type Settings = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]> };
export type SettingsText = { readonly [Name in SettingName]: string };

type Contradiction = {
  between: readonly [SettingName, SettingName];
  holds: (settings: Partial<Settings>) => boolean;
  why: string;
};

/** Pairs of settings that cannot both be meant. */
const CONTRADICTIONS: readonly Contradiction[] = [
  {
    between: ["GPT5_ENABLED", "FORCE_GPT4"],
    holds: (s) => s.GPT5_ENABLED === true && s.FORCE_GPT4 === true,
    why: "one asks for the gpt-5 family, the other forbids it",
  },
  {
    between: ["STAGE", "DEFAULT_MODEL_STRATEGY"],
    holds: (s) => s.STAGE === "production" && s.DEFAULT_MODEL_STRATEGY === "gpt5_preview",
    why: "production runs on the stable family only",
  },
  {
    between: ["STAGE", "GPT5_ENABLED"],
    holds: (s) => s.STAGE === "production" && s.GPT5_ENABLED === true,
    why: "production runs on the stable family only",
  },
  {
    between: ["DEFAULT_MODEL_STRATEGY", "GPT5_ENABLED"],
    holds: (s) => s.DEFAULT_MODEL_STRATEGY === "gpt5_preview" && s.GPT5_ENABLED === false,
    why: "the strategy needs the gpt-5 family, which is switched off",
  },
  {
    between: ["DEFAULT_MODEL_STRATEGY", "FORCE_GPT4"],
    holds: (s) => s.DEFAULT_MODEL_STRATEGY === "gpt5_preview" && s.FORCE_GPT4 === true,
    why: "the strategy needs the gpt-5 family, which is forbidden",
  },
  {
    between: ["UNIFIED_EXTRACTOR_ENABLED", "STAGE"],
    holds: (s) => s.UNIFIED_EXTRACTOR_ENABLED === false && s.STAGE !== undefined,
    why: "there is one extraction engine and no other to fall back to",
  },
];

/** Every problem of a stage's settings, each one sentence that names the settings it is about; empty when they can be used. */
export function settingsProblems(values: Readonly<Record<string, string | undefined>>): string[] {
  const parsed: Partial<Record<SettingName, unknown>> = {};
  const problems: string[] = [];
  for (const name of SETTING_NAMES) {
    const value = values[name];
    const answer = SETTINGS[name].safeParse(value);
    if (answer.success) parsed[name] = answer.data;
    else if (value === undefined) problems.push(`${name} is not set (${expectation(name)})`);
    else problems.push(`${name} is "${value}" (${expectation(name)})`);
  }
  for (const { between, holds, why } of CONTRADICTIONS) {
    if (holds(parsed as Partial<Settings>)) {
      problems.push(`${between.map((name) => `${name}=${values[name]}`).join(" contradicts ")}: ${why}`);
    }
  }
  return problems;
}

/** A stage's settings, parsed; throws `invalid-settings` with every problem at once. */
export function parseSettings(values: Readonly<Record<string, string | undefined>>): Settings {
  const problems = settingsProblems(values);
  if (problems.length > 0) throw new Failure("invalid-settings", problems.join("; "));
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, SETTINGS[name].parse(values[name])])) as Settings;
}

const EXPECTED: Record<SettingName, string> = {
  STAGE: "preview or production",
  GPT5_ENABLED: "true or false",
  FORCE_GPT4: "true or false",
  UNIFIED_EXTRACTOR_ENABLED: "true or false",
  DEFAULT_MODEL_STRATEGY: "gpt5_preview or gpt4_stable",
  MONTHLY_BUDGET: "US dollars a month, more than 0, at most 1000000",
};

function expectation(name: SettingName): string {
  return `expected ${EXPECTED[name]}`;
}
