import type { Stage } from "../../runtime/domain/stage.ts";

/** What a person is told whose command would stand still until somebody resumes the run. */
export function pausedNote(stage: Stage, run: string): string {
  return `${run} is paused. From another terminal: ops migrate-schema control --stage ${stage} --run ${run} --resume`;
}
