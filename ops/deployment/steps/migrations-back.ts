import type { Step } from "../../report.ts";
import { type DeploymentStep, holds, skipped } from "../step.ts";

const name = "migrations back";

/** Undoes the changes of the stored jobs that came after the deployment that is gone back to. */
export const migrationsBack: DeploymentStep = {
  name,
  explains: "Undoes the migrations that were applied since, last one first.",
  async run({ ports, record }, signal) {
    const lines: Step[] = [];
    for (const { id } of record.migrations.toReversed()) {
      if (!ports.migrations.goesBack(id)) {
        lines.push(skipped(`${name}: ${id}`, "it cannot go back, and stays as the person who asked has decided"));
        continue;
      }
      lines.push(...(await ports.migrations.rollback(id, signal)));
      if (!holds(lines)) return lines;
    }
    return lines.length === 0 ? [skipped(name, "none was applied since")] : lines;
  },
};
