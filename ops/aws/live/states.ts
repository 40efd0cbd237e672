import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** State machines of ours with their role and definition. */
export async function readStates({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new SFNClient(options);
  const machines = await asking.all({
    permission: "states:ListStateMachines",
    send: (nextToken, abortSignal) => client.send(new ListStateMachinesCommand({ nextToken }), { abortSignal }),
    items: ({ stateMachines }) => stateMachines,
    next: ({ nextToken }) => nextToken,
  });
  const known = machines.filter(({ name, stateMachineArn: arn }) => ours({ name, arn }));
  const found = await inFlight(known, async ({ name = "", stateMachineArn: arn = "" }) => {
    const answer = await asking.one({
      ...{ permission: "states:DescribeStateMachine", on: name, none: ["StateMachineDoesNotExist"] },
      send: (abortSignal) => client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }), { abortSignal }),
    });
    const { roleArn, definition } = answer ?? {};
    return live("aws:sfn/stateMachine:StateMachine", { name, id: arn, arn }, { arn, name, roleArn, definition });
  });
  client.destroy();
  return found;
}
