import {
  CloudWatchLogsClient,
  DescribeDestinationsCommand,
  DescribeLogGroupsCommand,
  DescribeResourcePoliciesCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Log groups of ours with their subscriptions, and the account's log policies and destinations. */
export async function readLogs({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new CloudWatchLogsClient(options);
  const next = ({ nextToken }: { nextToken?: string | undefined }) => nextToken;
  const groups = await asking.all({
    permission: "logs:DescribeLogGroups",
    send: (nextToken, abortSignal) => client.send(new DescribeLogGroupsCommand({ nextToken }), { abortSignal }),
    items: ({ logGroups }) => logGroups,
    next,
  });
  const policies = await asking.all({
    permission: "logs:DescribeResourcePolicies",
    send: (nextToken, abortSignal) => client.send(new DescribeResourcePoliciesCommand({ nextToken }), { abortSignal }),
    items: ({ resourcePolicies }) => resourcePolicies,
    next,
  });
  const destinations = await asking.all({
    permission: "logs:DescribeDestinations",
    send: (nextToken, abortSignal) => client.send(new DescribeDestinationsCommand({ nextToken }), { abortSignal }),
    items: ({ destinations }) => destinations,
    next,
  });
  const known = groups.filter(({ logGroupName, arn }) => ours({ name: logGroupName, arn: arn?.replace(/:\*$/, "") }));
  const found = await inFlight(known, async ({ logGroupName: name = "", arn: listed = "", kmsKeyId }) => {
    const arn = listed.replace(/:\*$/, "");
    const tagged = await asking.one({
      ...{ permission: "logs:ListTagsForResource", on: name, none: ["ResourceNotFoundException"] },
      send: (abortSignal) => client.send(new ListTagsForResourceCommand({ resourceArn: arn }), { abortSignal }),
    });
    const filters = await asking.all({
      ...{ permission: "logs:DescribeSubscriptionFilters", on: name, none: ["ResourceNotFoundException"] },
      send: (nextToken, abortSignal) =>
        client.send(new DescribeSubscriptionFiltersCommand({ logGroupName: name, nextToken }), { abortSignal }),
      items: ({ subscriptionFilters }) => subscriptionFilters,
      next,
    });
    const tags = tagged?.tags ?? {};
    return [
      live("aws:cloudwatch/logGroup:LogGroup", { name, id: name, arn, tags }, { arn, name, kmsKeyId: kmsKeyId ?? "" }),
      ...filters.map(({ filterName = "", destinationArn, roleArn }) =>
        live(
          "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
          { name: filterName, id: `${name}|${filterName}` },
          { name: filterName, logGroup: name, destinationArn, roleArn: roleArn ?? "" },
        ),
      ),
    ];
  });
  client.destroy();
  return [
    ...found.flat(),
    ...policies.map(({ policyName: name = "", policyDocument }) =>
      live(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        { name, id: name },
        { policyName: name, policyDocument },
      ),
    ),
    ...destinations.map(({ destinationName: name = "", arn, targetArn, roleArn, accessPolicy }) =>
      live(
        "aws:cloudwatch/logDestination:LogDestination",
        { name, id: name, arn },
        { arn, name, targetArn, roleArn, accessPolicy },
      ),
    ),
  ];
}
