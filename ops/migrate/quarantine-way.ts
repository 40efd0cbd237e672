import { readQuarantine } from "../../runtime/migrating/quarantine-list.ts";
import type { QuarantineLine } from "../../runtime/migrating/run-types.ts";
import type { MigrateWork } from "./options.ts";
import type { Way } from "./outcome.ts";
import { quarantineFindings, quarantineTold } from "./quarantine-text.ts";
import { namedRun } from "./runs.ts";

/** Lists what a run left alone, each item once with its last reason. */
export const quarantineWay: Way<Extract<MigrateWork, { kind: "quarantine" }>> = async ({ stage, work }, signal) => {
  const run = await namedRun({ stage, run: work.run }, signal);
  const lines = new Map<string, QuarantineLine>();
  for await (const line of readQuarantine(stage.ports, run, signal)) lines.set(line.id, line);
  const found = [...lines.values()];
  const step = {
    name: "quarantine",
    status: "passed" as const,
    detail: `${run}, ${found.length}`,
    findings: quarantineFindings(found, run),
  };
  return { steps: [step], told: quarantineTold(found, { stage: stage.stage, run }) };
};
