import type { Interruption } from "../attempt.ts";
import { type Deployed, deploy, resume } from "../deploy.ts";
import type { OpenedDeployment } from "../open-deployment.ts";
import type { DeploymentOutcome } from "./answer.ts";
import { begunEnding } from "./begun-ending.ts";
import { concludedOutcome } from "./concluded.ts";
import type { DeployWork } from "./deploy-options.ts";
import { endingStep } from "./ending.ts";
import { planStage } from "./plan-stage.ts";
import { remembering } from "./seen-ledger.ts";
import { sparingData } from "./seen-losses.ts";
import { statusStage } from "./status-stage.ts";

export type RunDeployment = {
  readonly work: DeployWork;
  readonly opened: OpenedDeployment;
  readonly note: (line: string) => void;
};

/** Does what `ops deploy` is asked for, to its answer. Throws what a person gave wrongly. */
export async function runDeployment(run: RunDeployment, interruption: Interruption): Promise<DeploymentOutcome> {
  const { work, opened, note } = run;
  if (work.kind === "apply" || work.kind === "resume") return changed({ ...run, work }, interruption);
  const { ports } = opened;
  const signal = AbortSignal.any([interruption.soft, interruption.hard]);
  note(work.kind);
  try {
    return work.kind === "plan" ? await planStage({ ports, work }, signal) : await statusStage({ ports, work }, signal);
  } catch (error) {
    const { stage, kind } = work;
    const step = endingStep({ name: kind, stage, error, brokenOff: signal.aborted });
    const head = `${stage}: there is no ${kind}`;
    return { steps: [step], shows: "steps", told: { head, body: [], next: [] } };
  }
}

type Changing = RunDeployment & { readonly work: Extract<DeployWork, { kind: "apply" | "resume" }> };

async function changed({ work, opened, note }: Changing, interruption: Interruption): Promise<DeploymentOutcome> {
  const { stage } = work;
  const { ports, last } = remembering(opened.ports);
  const done = (): Promise<Deployed> => {
    if (work.kind === "resume") return resume({ ports, note, id: work.id }, interruption);
    const isSeen = work.planId !== undefined || work.pace === "quick";
    const sparing = isSeen ? ports : sparingData(ports);
    return deploy({ ports: sparing, note, ...work.wish, planId: work.planId }, interruption);
  };
  try {
    return concludedOutcome({ stage, ...(await done()), wanted: "live" });
  } catch (error) {
    const brokenOff = interruption.soft.aborted || interruption.hard.aborted;
    return begunEnding({ name: "deploy", stage, error, brokenOff, last: last(), isKept: opened.isKept });
  }
}
