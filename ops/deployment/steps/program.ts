import { misdirected } from "../settled.ts";
import { type DeploymentStep, failed, passed } from "../step.ts";

const name = "program";

/** Brings back what is not a function's version: roles, tables, alarms, settings, as of the commit that is gone back to. */
export const program: DeploymentStep = {
  name,
  explains: "pulumi up of the program of the deployment's commit, in a folder of its own.",
  async run({ ports, record: { source, versions = {} }, remember }, signal) {
    await ports.engine.restore(source.commit, signal);
    // A function that was removed since then is back with a version of its own.
    const newest = await ports.functions.newest(signal);
    const there = Object.entries(newest).map(([one, version]) => [one, versions[one] ?? version] as const);
    await remember({ versions: Object.fromEntries(there) });
    const meant = Object.fromEntries(there.map(([one, version]) => [one, { version }]));
    await ports.functions.point(meant, signal);
    const problems = await misdirected({ ports, meant }, signal);
    if (problems.length > 0) return [failed(name, problems)];
    return [passed(name, `the program of ${source.commit.slice(0, 12)} is back`)];
  },
};
