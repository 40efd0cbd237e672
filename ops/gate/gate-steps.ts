import { fileURLToPath } from "node:url";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { Step } from "../report.ts";
import { type GateNote, runGate } from "./gate.ts";
import { GATE } from "./plan.ts";
import { previewsOnce } from "./previews.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type GateStepsArgs = {
  /** The stage whose account is asked, too. */
  readonly stage?: Stage | undefined;
  readonly note: (note: GateNote) => void;
};

/** The whole gate over the checkout that this is run from. An interruption is thrown as `unreadable`. */
export async function gateSteps({ stage, note }: GateStepsArgs, signal: AbortSignal): Promise<Step[]> {
  const previews = previewsOnce();
  // The engine works while the first steps do; who asks for the previews later is told why there are none.
  previews(signal).catch(() => undefined);
  const context = { root: ROOT, stage, today: new Date().toISOString().slice(0, 10), previews };
  return runGate({ plan: GATE, context, note, now: Date.now }, signal);
}
