import { unreadable } from "../../failure.ts";
import type { Targets } from "../ports.ts";
import { misdirected } from "../settled.ts";
import { type DeploymentStep, failed, passed } from "../step.ts";

const name = "aliases";

/** The first thing that a rollback does: traffic goes to the versions of then, at once. */
export const aliases: DeploymentStep = {
  name,
  explains: "Points every live alias wholly at the version of the deployment that is gone back to.",
  async run({ ports, record }, signal) {
    const { versions } = record;
    if (versions === undefined) throw unreadable(`${record.id} names no versions.`, "Begin the rollback again.");
    const there = await ports.functions.live(signal);
    const kept = Object.entries(versions).filter(([one]) => there[one] !== undefined);
    const meant: Targets = Object.fromEntries(kept.map(([one, version]) => [one, { version }]));
    await ports.functions.point(meant, signal);
    const problems = await misdirected({ ports, meant }, signal);
    if (problems.length > 0) return [failed(name, problems)];
    return [passed(name, `all traffic is on the versions of ${record.restores}`)];
  },
};
