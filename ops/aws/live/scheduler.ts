import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Schedules of ours, and those that call something of ours, with the role they call it under. */
export async function readScheduler({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new SchedulerClient(options);
  const schedules = await asking.all({
    permission: "scheduler:ListSchedules",
    send: (NextToken, abortSignal) => client.send(new ListSchedulesCommand({ NextToken }), { abortSignal }),
    items: ({ Schedules }) => Schedules,
    next: ({ NextToken }) => NextToken,
  });
  const known = schedules.filter(
    ({ Name, Arn, Target }) => ours({ name: Name, arn: Arn }) || ours({ arn: Target?.Arn }),
  );
  const found = await inFlight(known, async ({ Name: name = "", GroupName, Arn: arn }) => {
    const answer = await asking.one({
      ...{ permission: "scheduler:GetSchedule", on: name, none: ["ResourceNotFoundException"] },
      send: (abortSignal) => client.send(new GetScheduleCommand({ Name: name, GroupName }), { abortSignal }),
    });
    const target = answer?.Target;
    return live(
      "aws:scheduler/schedule:Schedule",
      { name, id: `${GroupName ?? "default"}/${name}`, arn },
      {
        ...{ arn, name, groupName: GroupName ?? "default", kmsKeyArn: answer?.KmsKeyArn },
        target: target && {
          ...{ arn: target.Arn, roleArn: target.RoleArn, input: target.Input },
          ...(target.DeadLetterConfig?.Arn === undefined
            ? {}
            : { deadLetterConfig: { arn: target.DeadLetterConfig.Arn } }),
        },
      },
    );
  });
  client.destroy();
  return found;
}
