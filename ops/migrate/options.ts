import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";
import { amountOf, HELP, refuseMisplaced, refuseRepeated, refuseUnconfirmed } from "./option-rules.ts";
import { type Mode, modeOf } from "./option-table.ts";

/** What the command line says. */
export type MigrateOptions = {
  stage?: Stage | undefined;
  apply?: boolean | undefined;
  status?: boolean | undefined;
  watch?: boolean | undefined;
  verify?: boolean | undefined;
  rollback?: string | undefined;
  quarantine?: string | undefined;
  run?: string | undefined;
  sample?: number | undefined;
  full?: boolean | undefined;
  down?: boolean | undefined;
  segments?: number | undefined;
  "max-wcu"?: number | undefined;
  "max-percent"?: number | undefined;
  confirm?: string | undefined;
  "i-have-a-backup"?: string | undefined;
  on?: Place | undefined;
  "local-file"?: string | undefined;
  out?: string | undefined;
  json: boolean;
};

/** Where the segments of a run are worked on. */
export const PLACES = ["terminal", "step-functions"] as const;
export type Place = (typeof PLACES)[number];

/** How fast a run may write; without either, as fast as the table takes it. */
export type RateChoice = { readonly maxWcu?: number; readonly maxPercent?: number };

type Stages<Kind extends Mode, More> = { readonly kind: Kind; readonly stage: Stage } & More;

/** What is to be done. */
export type MigrateWork =
  | {
      readonly kind: "local-file";
      readonly input: string;
      readonly out: string;
      readonly quarantine: string | undefined;
      readonly down: boolean;
    }
  | Stages<
      "plan",
      { readonly sample: number | "full"; readonly segments: number | undefined; readonly rate: RateChoice }
    >
  | Stages<
      "apply",
      {
        readonly segments: number | undefined;
        readonly rate: RateChoice;
        readonly backup: string | undefined;
        readonly on: Place;
      }
    >
  | Stages<"status", { readonly run: string | undefined; readonly watch: boolean }>
  | Stages<"rollback", { readonly run: string; readonly way: "image" | "down"; readonly apply: boolean }>
  | Stages<"verify", { readonly run: string | undefined }>
  | Stages<"quarantine", { readonly run: string | undefined }>;

/** The items a plan looks at unless it is told otherwise. */
const SAMPLE = 1_000;

type Maker = (options: MigrateOptions, stage: Stage) => MigrateWork;

const MAKERS: Record<Exclude<Mode, "local-file">, Maker> = {
  plan: (options, stage) => ({
    kind: "plan",
    stage,
    sample: sampleOf(options),
    segments: segmentsOf(options),
    rate: rateOf(options),
  }),
  apply: (options, stage) => ({
    kind: "apply",
    stage,
    segments: segmentsOf(options),
    rate: rateOf(options),
    backup: options["i-have-a-backup"],
    on: options.on ?? "terminal",
  }),
  status: ({ run, watch = false }, stage) => ({ kind: "status", stage, run, watch }),
  rollback: ({ rollback, down, apply = false }, stage) => {
    if (!rollback) throw badInput("--rollback needs the id of a run.", `See which there are: ${LIST} --stage ${stage}`);
    return { kind: "rollback", stage, run: rollback, way: down ? "down" : "image", apply };
  },
  verify: ({ run }, stage) => ({ kind: "verify", stage, run }),
  quarantine: ({ quarantine, run }, stage) => {
    if (quarantine && run) throw badInput("--quarantine names one run and --run another.", "Name the run once.");
    return { kind: "quarantine", stage, run: quarantine || run };
  },
};

const LIST = "ops migrate-schema --status";

/** The work that options ask for; a sentence when they contradict each other or could not be meant. */
export function plannedMigration(options: MigrateOptions): MigrateWork {
  refuseRepeated(options);
  const mode = modeOf(options);
  refuseMisplaced(mode, options);
  if (mode === "local-file") return fileWork(options);
  const { stage } = options;
  if (stage === undefined) {
    throw badInput(
      "Which stage's table is meant?",
      `Add --stage ${STAGES.join(" or --stage ")}, or --local-file FILE.`,
    );
  }
  refuseUnconfirmed(mode, { ...options, stage });
  return MAKERS[mode](options, stage);
}

function fileWork({ "local-file": input, out, quarantine, down = false }: MigrateOptions): MigrateWork {
  if (!input) throw badInput("--local-file needs the name of a file.", HELP);
  if (!out) throw badInput("--local-file needs a file for the answer.", "Add --out OUT.jsonl.");
  if (quarantine === "") throw badInput("--quarantine needs the name of a file.", HELP);
  return { kind: "local-file", input, out, quarantine, down };
}

function sampleOf({ sample, full }: MigrateOptions): number | "full" {
  if (sample === undefined) return full ? "full" : SAMPLE;
  if (full) throw badInput("--sample looks at some items and --full at all; choose one.", HELP);
  return amountOf({ name: "sample", value: sample, most: 1_000_000, unit: "items" });
}

function segmentsOf({ segments }: MigrateOptions): number | undefined {
  if (segments === undefined) return undefined;
  return amountOf({ name: "segments", value: segments, most: 1_000, unit: "segments" });
}

/** The rate that options ask for; either of both ways to say it. */
export function rateOf(options: Pick<MigrateOptions, "max-wcu" | "max-percent">): RateChoice {
  const { "max-wcu": units, "max-percent": percent } = options;
  if (units !== undefined && percent !== undefined) {
    throw badInput("--max-wcu and --max-percent both set the rate; choose one.", HELP);
  }
  if (units !== undefined) {
    return { maxWcu: amountOf({ name: "max-wcu", value: units, most: 1_000_000, unit: "units a second" }) };
  }
  if (percent === undefined) return {};
  return { maxPercent: amountOf({ name: "max-percent", value: percent, most: 100, unit: "percent" }) };
}
