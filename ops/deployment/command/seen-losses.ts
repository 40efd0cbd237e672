import { badInput } from "../../failure.ts";
import type { DeploymentPorts } from "../ports.ts";
import { lossesIn } from "./plan-lines.ts";

/** Ports whose engine plans nothing that destroys data: that has to be seen, and named by its plan's id. */
export function sparingData(ports: DeploymentPorts): DeploymentPorts {
  const { engine, stage } = ports;
  const plan: typeof engine.plan = async (signal) => {
    const made = await engine.plan(signal);
    const [first, ...rest] = lossesIn(made.changes);
    if (first === undefined) return made;
    const more = rest.length === 0 ? "" : `, and ${rest.length} more`;
    throw badInput(
      `This destroys data: ${first}${more}.`,
      `Look at the whole plan, ops deploy --stage ${stage}, and name it if that is meant: --plan ID`,
    );
  };
  return { ...ports, engine: { ...engine, plan } };
}
