import type { Stage } from "../../../runtime/domain/stage.ts";
import { exitCodeOf, reportOf } from "../../report.ts";
import type { Interruption } from "../attempt.ts";
import { type OpenedDeployment, openDeployment } from "../open-deployment.ts";
import { answerText, type DeploymentOutcome } from "./answer.ts";
import { deploymentScreen } from "./deployment-screen.ts";
import { type TwoInterruptionsArgs, twoInterruptions } from "./two-interruptions.ts";

export type AnsweredArgs = {
  readonly command: string;
  readonly stage: Stage;
  readonly json: boolean;
  readonly words: TwoInterruptionsArgs["words"];
  readonly run: (
    opened: { readonly opened: OpenedDeployment; readonly note: (line: string) => void },
    interruption: Interruption,
  ) => Promise<DeploymentOutcome>;
};

/** Opens a stage, does something with it, and prints the answer on stdout; returns the exit code. */
export async function answered({ command, stage, json, words, run }: AnsweredArgs): Promise<number> {
  const startedAt = new Date();
  const screen = deploymentScreen({ stream: process.stderr, elapsed: () => performance.now() });
  const interruption = twoInterruptions({ words, note: screen.step });
  try {
    const opened = await openDeployment({ stage, note: screen.detail });
    const outcome = await run({ opened, note: screen.step }, interruption);
    screen.end();
    const report = reportOf({ command, stage, startedAt, endedAt: new Date(), steps: outcome.steps });
    process.stdout.write(`${json ? JSON.stringify(report, null, 2) : answerText(report, outcome)}\n`);
    return exitCodeOf(report);
  } finally {
    screen.end();
    interruption.end();
  }
}
