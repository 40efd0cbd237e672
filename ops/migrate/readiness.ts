import type { Finding, Step } from "../report.ts";
import type { StageMigration } from "./stage-migration.ts";

export type Readiness = {
  readonly stage: StageMigration;
  /** The id of a backup that the person says there is. */
  readonly backup: string | undefined;
};

/** The step that asks whether the table could be brought back if all else fails. */
export async function readinessStep({ stage, backup }: Readiness, signal: AbortSignal): Promise<Step> {
  const { name, pointInTimeRecovery } = await stage.ports.table.describe(signal);
  const step = { name: "way back", findings: [] };
  if (pointInTimeRecovery) return { ...step, status: "passed", detail: "point-in-time recovery is on" };
  if (backup !== undefined) return { ...step, status: "passed", detail: `backup ${backup}, as you say` };
  return { ...step, status: "failed", findings: [noWayBack(name)] };
}

function noWayBack(table: string): Finding {
  return {
    code: "no-way-back",
    subject: table,
    message: `Point-in-time recovery is off for ${table}, so there would be no way back if all else fails.`,
    fix: `Turn it on: aws dynamodb update-continuous-backups --table-name ${table} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true, or make a backup and say --i-have-a-backup ID.`,
  };
}
