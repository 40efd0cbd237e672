import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { AwsOptions } from "./aws-options.ts";

export type RingingAlarms = { readonly stage: Stage; readonly client: AwsOptions };

/** The alarms of a stage that ring now, a sentence for each. */
export async function ringingAlarms({ stage, client }: RingingAlarms, signal: AbortSignal): Promise<readonly string[]> {
  const cloudwatch = new CloudWatchClient(client);
  const asking = {
    AlarmNamePrefix: "atlas-codex-",
    AlarmTypes: ["MetricAlarm" as const],
    StateValue: "ALARM" as const,
  };
  const ringing: string[] = [];
  try {
    const pages = paginateDescribeAlarms({ client: cloudwatch }, asking, { abortSignal: signal });
    for await (const { MetricAlarms = [] } of pages) {
      for (const { AlarmName: name = "", StateReason: why = "" } of MetricAlarms) {
        if (!name.endsWith(`-${stage}`)) continue;
        const look = `Look at it: aws cloudwatch describe-alarms --alarm-names ${name}`;
        ringing.push(`The alarm ${name} rings${why === "" ? "" : ` (${why.split("\n")[0]})`}. ${look}`);
      }
    }
    return ringing;
  } finally {
    cloudwatch.destroy();
  }
}
