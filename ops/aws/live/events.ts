import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Event buses with their policies, and every rule with its targets: any rule may send to something of ours. */
export async function readEvents({ options, asking }: AccountArgs): Promise<LiveResource[]> {
  const client = new EventBridgeClient(options);
  const next = ({ NextToken }: { NextToken?: string | undefined }) => NextToken;
  const buses = await asking.all({
    permission: "events:ListEventBuses",
    send: (NextToken, abortSignal) => client.send(new ListEventBusesCommand({ NextToken }), { abortSignal }),
    items: ({ EventBuses }) => EventBuses,
    next,
  });
  const found = await inFlight(buses, async ({ Name: bus = "", Arn: listedArn, Policy: listedPolicy }) => {
    const described = await asking.one({
      ...{ permission: "events:DescribeEventBus", on: bus },
      send: (abortSignal) => client.send(new DescribeEventBusCommand({ Name: bus }), { abortSignal }),
    });
    const policy = described?.Policy ?? listedPolicy;
    const arn = described?.Arn ?? listedArn;
    const rules = await asking.all({
      ...{ permission: "events:ListRules", on: bus },
      send: (NextToken, abortSignal) =>
        client.send(new ListRulesCommand({ EventBusName: bus, NextToken }), { abortSignal }),
      items: ({ Rules }) => Rules,
      next,
    });
    const targets = await inFlight(rules, async ({ Name: rule = "" }) => {
      const listed = await asking.all({
        ...{ permission: "events:ListTargetsByRule", on: rule, none: ["ResourceNotFoundException"] },
        send: (NextToken, abortSignal) =>
          client.send(new ListTargetsByRuleCommand({ Rule: rule, EventBusName: bus, NextToken }), { abortSignal }),
        items: ({ Targets }) => Targets,
        next,
      });
      return listed.map(({ Id = "", Arn, RoleArn, DeadLetterConfig }) =>
        live(
          "aws:cloudwatch/eventTarget:EventTarget",
          { name: Id, id: `${bus}/${rule}/${Id}` },
          {
            ...{ rule, eventBusName: bus, targetId: Id, arn: Arn, roleArn: RoleArn },
            deadLetterConfig: DeadLetterConfig?.Arn === undefined ? undefined : { arn: DeadLetterConfig.Arn },
          },
        ),
      );
    });
    return [
      live("aws:cloudwatch/eventBus:EventBus", { name: bus, id: bus, arn }, { arn, name: bus }),
      ...(policy === undefined
        ? []
        : [
            live("aws:cloudwatch/eventBusPolicy:EventBusPolicy", { name: bus, id: bus }, { eventBusName: bus, policy }),
          ]),
      ...rules.map(({ Name: name = "", Arn, RoleArn }) =>
        live(
          "aws:cloudwatch/eventRule:EventRule",
          { name, id: `${bus}/${name}`, arn: Arn },
          { arn: Arn, name, eventBusName: bus, roleArn: RoleArn },
        ),
      ),
      ...targets.flat(),
    ];
  });
  client.destroy();
  return found.flat();
}
