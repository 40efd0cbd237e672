import type { Stage } from "../../runtime/domain/stage.ts";
import type { Step } from "../report.ts";
import type { ReadPreviews } from "./previews.ts";

/** What a step of the gate judges. */
export type GateContext = {
  /** The folder of the checkout. */
  readonly root: string;
  /** The stage whose account is asked, too; absent where there is none to ask. */
  readonly stage?: Stage | undefined;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  /** What the engine would make of both stages, read once for all steps. */
  readonly previews: ReadPreviews;
};

/** One step of the gate. What it cannot read it throws as `unreadable`; what the checkout has wrong are findings. */
export type GateStep = {
  readonly name: string;
  /** What it looks at and why, for `ops gate --list`: one sentence. */
  readonly explains: string;
  /** Names of steps without which this one says nothing: it is skipped unless they all passed. */
  readonly needs?: readonly string[];
  run(context: GateContext, signal: AbortSignal): Promise<readonly Step[]>;
};
