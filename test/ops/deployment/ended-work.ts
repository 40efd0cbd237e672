import type { Interruption } from "../../../ops/deployment/attempt.ts";
import { deploy, resume } from "../../../ops/deployment/deploy.ts";
import type { DeploymentPorts } from "../../../ops/deployment/ports.ts";
import { rollback } from "../../../ops/deployment/rollback.ts";
import { type Ending, endedProcess } from "./ended-process.ts";
import { ARGS, BACK } from "./sample-stage.ts";
import type { Watched } from "./watched.ts";

type Work = (ports: DeploymentPorts, interruption: Interruption) => Promise<unknown>;

export const deploying: Work = (ports, interruption) => deploy({ ...ARGS, ports }, interruption);
export const goingBack: Work = (ports, interruption) => rollback({ ...BACK, ports }, interruption);

/** Does something in a process that ends somewhere, and leaves the stage to the next one. */
export async function endedIn(stage: Watched, work: Work, ending?: Ending) {
  const process = endedProcess(stage, ending);
  const outcome = await work(process.ports, process.interruption).catch((error: unknown) => error);
  stage.world.tick = async () => stage.look();
  return { outcome, calls: process.calls() };
}

/** Goes on with a deployment. */
export function resuming(id: string): Work {
  return (ports, interruption) => resume({ ports, note: () => {}, id }, interruption);
}
