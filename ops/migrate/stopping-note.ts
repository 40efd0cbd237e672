import type { Stage } from "../../runtime/domain/stage.ts";
import type { Place } from "./options.ts";

type Stopping = { readonly stage: Stage; readonly on: Place };

const NOTES: Record<Place, (stage: Stage) => string> = {
  terminal: () => "Stopping after the current page; what is done is done.",
  "step-functions": (stage) =>
    `This ends only the looking on; the stage's functions go on. To stop them: ops migrate-schema control --stage ${stage} --pause`,
};

const REASONS: Record<Place, string> = {
  terminal: "stopped before its end",
  "step-functions": "no longer looked on; the stage's functions go on",
};

/** What a person is told who has asked an apply to stop: what stops by that, and how to stop what does not. */
export function stoppingNote({ stage, on }: Stopping): string {
  return NOTES[on](stage);
}

/** Why the end of a run that somebody stopped looking at is not decided. */
export function stoppedReason({ on }: Pick<Stopping, "on">): string {
  return REASONS[on];
}
