import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { RingingAlarm } from "../ports.ts";
import type { AwsOptions } from "./aws-options.ts";

export type RingingAlarms = { readonly stage: Stage; readonly client: AwsOptions };

/** The alarms of a stage that ring now. */
export async function ringingAlarms(
  { stage, client }: RingingAlarms,
  signal: AbortSignal,
): Promise<readonly RingingAlarm[]> {
  const cloudwatch = new CloudWatchClient(client);
  const asking = {
    AlarmNamePrefix: "atlas-codex-",
    AlarmTypes: ["MetricAlarm" as const],
    StateValue: "ALARM" as const,
  };
  const ringing: RingingAlarm[] = [];
  try {
    const pages = paginateDescribeAlarms({ client: cloudwatch }, asking, { abortSignal: signal });
    for await (const { MetricAlarms = [] } of pages) {
      for (const { AlarmName: name = "", StateReason: why = "" } of MetricAlarms) {
        if (!name.endsWith(`-${stage}`)) continue;
        ringing.push({ name, reason: why.split("\n")[0] ?? "" });
      }
    }
    return ringing;
  } finally {
    cloudwatch.destroy();
  }
}
