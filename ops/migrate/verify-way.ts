import { verifyRun } from "../../runtime/migrating/verify.ts";
import { migrationOf } from "./due-migration.ts";
import type { MigrateWork } from "./options.ts";
import type { Way } from "./outcome.ts";
import { namedRun } from "./runs.ts";
import { FIGURES } from "./told.ts";
import { verificationFindings, verificationTold } from "./verify-text.ts";

/** Reads every item again, and the undo log, and holds them against what a run says of itself. */
export const verifyWay: Way<Extract<MigrateWork, { kind: "verify" }>> = async ({ stage, work }, signal) => {
  const { ports } = stage;
  const run = await namedRun({ stage, run: work.run }, signal);
  const { migration } = await migrationOf({ ports, run }, signal);
  const verification = await verifyRun({ ports, run, migration }, signal);
  const figures = { code: FIGURES, subject: stage.outputs.jobsTable, message: "What was read.", witness: verification };
  const findings = [...verificationFindings(verification), figures];
  const step = { name: "verify", status: verification.verdict, detail: run, findings };
  return { steps: [step], told: verificationTold(verification, { stage: stage.stage }) };
};
