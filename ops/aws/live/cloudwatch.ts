import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { type AccountArgs, type LiveResource, live } from "./account.ts";

/** Alarms of ours, and those that notify something of ours. */
export async function readCloudwatch({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new CloudWatchClient(options);
  const alarms = await asking.all({
    permission: "cloudwatch:DescribeAlarms",
    send: (NextToken, abortSignal) =>
      client.send(new DescribeAlarmsCommand({ NextToken, AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }), {
        abortSignal,
      }),
    items: ({ MetricAlarms = [], CompositeAlarms = [] }) => [
      ...MetricAlarms.map((alarm) => ({ kind: "metricAlarm:MetricAlarm", ...alarm })),
      ...CompositeAlarms.map((alarm) => ({ kind: "compositeAlarm:CompositeAlarm", ...alarm })),
    ],
    next: ({ NextToken }) => NextToken,
  });
  client.destroy();
  return alarms.flatMap(({ kind, AlarmName: name = "", AlarmArn: arn, ...alarm }) => {
    const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = alarm;
    const notified = [...AlarmActions, ...OKActions, ...InsufficientDataActions];
    if (!ours({ name, arn }) && !notified.some((each) => ours({ arn: each }))) return [];
    return [
      live(
        `aws:cloudwatch/${kind}`,
        { name, id: name, arn },
        {
          ...{ arn, name, alarmName: name, alarmActions: AlarmActions, okActions: OKActions },
          insufficientDataActions: InsufficientDataActions,
        },
      ),
    ];
  });
}
