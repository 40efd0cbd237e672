import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import type { Stage } from "../../runtime/domain/stage.ts";

/** Alarms that tell of users who wait or fail. Those of the table itself are none: the run causes them, and slows down by itself. */
const FOREGROUND = ["api-5xx", "api-errors", "worker-errors", "queue-age"] as const;

export type ForegroundAlarmArgs = {
  readonly stage: Stage;
  readonly region: string;
  /** Is told once that the alarms cannot be read. */
  readonly note: (line: string) => void;
};

export type ForegroundAlarm = {
  /** Whether one of the stage's alarms of its foreground is ringing; false, after a note, where they cannot be read. */
  rings(signal: AbortSignal): Promise<boolean>;
  close(): void;
};

/** The alarms of what a stage does for its users. */
export function foregroundAlarm({ stage, region, note }: ForegroundAlarmArgs): ForegroundAlarm {
  const client = new CloudWatchClient({ region });
  const names = FOREGROUND.map((what) => `atlas-codex-${what}-${stage}`);
  let noted = false;
  return {
    async rings(signal) {
      try {
        const command = new DescribeAlarmsCommand({ AlarmNames: names, StateValue: "ALARM" });
        const { MetricAlarms = [] } = await client.send(command, { abortSignal: signal });
        return MetricAlarms.length > 0;
      } catch (error) {
        if (signal.aborted) throw error;
        const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
        if (!noted) note(`The stage's alarms cannot be read, so the run does not give way to them: ${why}`);
        noted = true;
        return false;
      }
    },
    close: () => client.destroy(),
  };
}
