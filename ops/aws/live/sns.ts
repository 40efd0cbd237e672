import {
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { type AccountArgs, type LiveResource, live, tagRecord } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Topics of ours with their policy and key, and every subscription from or to something of ours. */
export async function readSns({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new SNSClient(options);
  const topics = await asking.all({
    permission: "sns:ListTopics",
    send: (NextToken, abortSignal) => client.send(new ListTopicsCommand({ NextToken }), { abortSignal }),
    items: ({ Topics }) => Topics,
    next: ({ NextToken }) => NextToken,
  });
  const subscriptions = await asking.all({
    permission: "sns:ListSubscriptions",
    send: (NextToken, abortSignal) => client.send(new ListSubscriptionsCommand({ NextToken }), { abortSignal }),
    items: ({ Subscriptions }) => Subscriptions,
    next: ({ NextToken }) => NextToken,
  });
  const known = topics.flatMap(({ TopicArn: arn = "" }) => {
    const name = arn.split(":").at(-1) ?? arn;
    return ours({ name, arn }) ? [{ name, arn }] : [];
  });
  const found = await inFlight(known, async ({ name, arn }) => {
    const answer = await asking.one({
      ...{ permission: "sns:GetTopicAttributes", on: name, none: ["NotFoundException"] },
      send: (abortSignal) => client.send(new GetTopicAttributesCommand({ TopicArn: arn }), { abortSignal }),
    });
    const tagged = await asking.one({
      ...{ permission: "sns:ListTagsForResource", on: name, none: ["ResourceNotFoundException"] },
      send: (abortSignal) => client.send(new ListTagsForResourceCommand({ ResourceArn: arn }), { abortSignal }),
    });
    const { Policy: policy = "", KmsMasterKeyId: kmsMasterKeyId = "" } = answer?.Attributes ?? {};
    const tags = tagRecord(tagged?.Tags);
    return live("aws:sns/topic:Topic", { name, id: arn, arn, tags }, { arn, name, policy, kmsMasterKeyId });
  });
  client.destroy();
  return [
    ...found,
    ...subscriptions.map(({ SubscriptionArn: arn = "", TopicArn, Protocol, Endpoint }) =>
      live(
        "aws:sns/topicSubscription:TopicSubscription",
        { name: arn, id: arn, arn },
        { arn, topic: TopicArn, protocol: Protocol, endpoint: Endpoint },
      ),
    ),
  ];
}
