import { settled } from "../settled.ts";
import { type DeploymentStep, failed, passed } from "../step.ts";

const name = "settle";

/** Waits for conditions instead of for a while. */
export const settle: DeploymentStep = {
  name,
  explains: "Waits until functions are active, mappings enabled, alarms quiet and the queue drains.",
  async run({ ports, record }, signal) {
    const problems = await settled({ ports, versions: record.versions ?? {} }, signal);
    return problems.length > 0 ? [failed(name, problems)] : [passed(name, "everything is active, enabled and quiet")];
  },
};
