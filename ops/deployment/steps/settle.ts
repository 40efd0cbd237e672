import { settled } from "../settled.ts";
import { type DeploymentStep, failed, passed } from "../step.ts";

const name = "settle";

/** Long enough for a person to give the secrets of a new stage their values, in milliseconds. */
const PATIENCE_FOR_A_PERSON = 600_000;

/** Waits for conditions instead of for a while. */
export const settle: DeploymentStep = {
  name,
  explains:
    "Waits until functions are active and mappings enabled; in a deployment also until alarms are quiet and the queue drains.",
  async run({ ports, note, record: { kind, before, versions = {} } }, signal) {
    const way = kind === "rollback" ? "back" : "forward";
    const patience = before.deployment === undefined ? { patience: PATIENCE_FOR_A_PERSON } : {};
    const problems = await settled({ ports, versions, way, note, ...patience }, signal);
    if (problems.length > 0) return [failed(name, problems)];
    return [
      passed(name, way === "back" ? "everything is active and enabled" : "everything is active, enabled and quiet"),
    ];
  },
};
