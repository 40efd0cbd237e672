import { answered } from "./answered.ts";
import type { RollbackWork } from "./rollback-options.ts";
import { runRollback } from "./run-rollback.ts";

export type AnswerRollback = { readonly command: string; readonly work: RollbackWork; readonly json: boolean };

const WORDS = {
  soft: "Stopping after this step; --resume goes on. Ctrl-C again stops where it is.",
  hard: "Stopping where it is, once the engine has let go.",
};

/** Does what `ops rollback` is asked for, prints the answer, and returns the exit code. */
export function answerRollback({ command, work, json }: AnswerRollback): Promise<number> {
  const run: Parameters<typeof answered>[0]["run"] = (at, interruption) => runRollback({ work, ...at }, interruption);
  return answered({ command, stage: work.stage, json, words: WORDS, run });
}
