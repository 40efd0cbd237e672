import { answerText, type DeploymentOutcome } from "../../../../ops/deployment/command/answer.ts";
import { plannedDeployment } from "../../../../ops/deployment/command/deploy-options.ts";
import { plannedRollback } from "../../../../ops/deployment/command/rollback-options.ts";
import { runDeployment } from "../../../../ops/deployment/command/run-deployment.ts";
import { runRollback } from "../../../../ops/deployment/command/run-rollback.ts";
import type { DeploymentPorts } from "../../../../ops/deployment/ports.ts";
import { exitCodeOf, reportOf } from "../../../../ops/report.ts";

const never = new AbortController().signal;

export type StageRun = {
  readonly ports: DeploymentPorts;
  readonly hard?: AbortSignal;
  readonly soft?: AbortSignal;
  readonly isKept?: boolean;
  readonly note?: (line: string) => void;
};

export type Answer = { readonly code: number; readonly text: string };

/** What `ops deploy` answers with these options on a stage in memory, and its exit code. */
export async function deployed(at: StageRun, options: Readonly<Record<string, string | boolean>>): Promise<Answer> {
  const work = plannedDeployment({ stage: at.ports.stage, json: false, ...options }, "http://127.0.0.1:4566");
  return answer("deploy", at, await runDeployment({ work, ...opened(at) }, interruptionOf(at)));
}

/** What `ops rollback` answers with these options on a stage in memory, and its exit code. */
export async function rolledBack(at: StageRun, options: Readonly<Record<string, string | boolean>>): Promise<Answer> {
  const work = plannedRollback({ stage: at.ports.stage, json: false, ...options });
  return answer("rollback", at, await runRollback({ work, ...opened(at) }, interruptionOf(at)));
}

function opened({ ports, isKept = true, note = () => {} }: StageRun) {
  return { opened: { ports, isKept: () => isKept }, note };
}

function interruptionOf({ soft = never, hard = never }: StageRun) {
  return { soft, hard };
}

function answer(command: string, { ports: { stage } }: StageRun, outcome: DeploymentOutcome): Answer {
  const at = new Date(0);
  const report = reportOf({ command, stage, startedAt: at, endedAt: at, steps: outcome.steps });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are not what is told
  return { code: exitCodeOf(report), text: answerText(report, outcome).replaceAll(/\u001b\[\d*m/g, "") };
}
