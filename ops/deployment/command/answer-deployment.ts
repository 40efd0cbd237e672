import { answered } from "./answered.ts";
import type { DeployWork } from "./deploy-options.ts";
import { runDeployment } from "./run-deployment.ts";

export type AnswerDeployment = { readonly command: string; readonly work: DeployWork; readonly json: boolean };

const GOING_BACK = {
  soft: "Stopping; what was done is undone. Ctrl-C again stops where it is, for --resume.",
  hard: "Stopping where it is, once the engine has let go.",
};
const LOOKING = { soft: "Stopping; nothing was changed.", hard: "Stopping." };

/** Does what `ops deploy` is asked for, prints the answer, and returns the exit code. */
export function answerDeployment({ command, work, json }: AnswerDeployment): Promise<number> {
  const { stage, kind } = work;
  const words = kind === "apply" || kind === "resume" ? GOING_BACK : LOOKING;
  const run: Parameters<typeof answered>[0]["run"] = (at, interruption) => runDeployment({ work, ...at }, interruption);
  return answered({ command, stage, json, words, run });
}
