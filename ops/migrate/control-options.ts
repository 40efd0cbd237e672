import type { Stage } from "../../runtime/domain/stage.ts";
import { badInput } from "../failure.ts";
import { HELP, refuseRepeated } from "./option-rules.ts";
import { type RateChoice, rateOf } from "./options.ts";

/** What `ops migrate-schema control` is told. */
export type ControlOptions = {
  stage?: Stage | undefined;
  run?: string | undefined;
  pause?: boolean | undefined;
  resume?: boolean | undefined;
  "max-wcu"?: number | undefined;
  "max-percent"?: number | undefined;
  json: boolean;
};

/** What is to change about a run that goes on. */
export type ControlWork = {
  readonly stage: Stage;
  readonly run: string | undefined;
  readonly paused: boolean | undefined;
  /** The rate from now on; empty for no change of it. */
  readonly rate: RateChoice;
};

/** The change that options ask for; a sentence when they ask for none, or for two that contradict each other. */
export function plannedControl(options: ControlOptions): ControlWork {
  refuseRepeated(options);
  const { stage, run, pause = false, resume = false } = options;
  if (stage === undefined) throw badInput("Which stage's run is meant?", "Add --stage preview or --stage production.");
  if (run === "") throw badInput("--run is empty.", HELP);
  if (pause && resume) throw badInput("--pause and --resume contradict each other.", "Choose one.");
  const rate = rateOf(options);
  if (!(pause || resume || Object.keys(rate).length > 0)) {
    throw badInput("control was not told what to change.", "Add --pause, --resume, --max-wcu N or --max-percent P.");
  }
  return { stage, run, paused: pause || resume ? pause : undefined, rate };
}
