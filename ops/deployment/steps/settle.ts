import { settled } from "../settled.ts";
import { type DeploymentStep, failed, passed, type Turn } from "../step.ts";

const name = "settle";

/** Long enough for a person to give the secrets of a new stage their values, in milliseconds. */
const PATIENCE_FOR_A_PERSON = 600_000;

/** Waits for conditions instead of for a while. */
export const settle: DeploymentStep = {
  name,
  explains:
    "Waits until functions are active and mappings enabled; in a deployment also until the queue drains and, but for --roll-forward, alarms are quiet.",
  async run(turn, signal) {
    const { ports, note, record } = turn;
    const { kind, before, rollForward, versions = {} } = record;
    const way = kind === "rollback" ? "back" : "forward";
    const alarms = rollForward ? "ignored" : "quiet";
    const patience = before.deployment === undefined ? { patience: PATIENCE_FOR_A_PERSON } : {};
    const problems = await settled({ ports, versions, way, alarms, note, ...patience }, signal);
    if (problems.length > 0) return [failed(name, problems)];
    if (way === "back") return [passed(name, "everything is active and enabled")];
    return [passed(name, rollForward ? await tolerated(turn, signal) : "everything is active, enabled and quiet")];
  },
};

/** What is deployed may be the cure for what alarms ring about; which ones do is told all the same. */
async function tolerated({ ports }: Turn, signal: AbortSignal): Promise<string> {
  const ringing = await ports.functions.ringing(signal);
  if (ringing.length === 0) return "everything is active, enabled and quiet";
  const names = ringing.map(({ name: one }) => one).join(", ");
  return `everything is active and enabled; it rolls forward, so these may ring: ${names}`;
}
