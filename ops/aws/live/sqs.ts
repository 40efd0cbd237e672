import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Queues of ours with their policy, their key and where their messages are moved. */
export async function readSqs({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new SQSClient(options);
  const urls = await asking.all({
    permission: "sqs:ListQueues",
    send: (NextToken, abortSignal) =>
      client.send(new ListQueuesCommand({ NextToken, MaxResults: 1000 }), { abortSignal }),
    // SQS leaves the list out when there are no queues.
    items: ({ QueueUrls = [] }) => QueueUrls,
    next: ({ NextToken }) => NextToken,
  });
  const known = urls.map((url) => ({ url, name: url.split("/").at(-1) ?? url })).filter((queue) => ours(queue));
  const found = await inFlight(known, async ({ url, name }) => {
    const none = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];
    const answer = await asking.one({
      ...{ permission: "sqs:GetQueueAttributes", on: name, none },
      send: (abortSignal) =>
        client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }), { abortSignal }),
    });
    const tagged = await asking.one({
      ...{ permission: "sqs:ListQueueTags", on: name, none },
      send: (abortSignal) => client.send(new ListQueueTagsCommand({ QueueUrl: url }), { abortSignal }),
    });
    if (answer === undefined) return [];
    const { QueueArn: arn, Policy, RedrivePolicy, RedriveAllowPolicy, KmsMasterKeyId } = answer.Attributes ?? {};
    if (arn === undefined) {
      asking.odd("sqs:GetQueueAttributes", name, "the answer does not say what the queue's ARN is");
      return [];
    }
    return [
      live(
        "aws:sqs/queue:Queue",
        { name, id: url, arn, tags: tagged?.Tags ?? {} },
        {
          ...{ arn, name, url, policy: Policy ?? "", redrivePolicy: RedrivePolicy ?? "" },
          ...{ redriveAllowPolicy: RedriveAllowPolicy ?? "", kmsMasterKeyId: KmsMasterKeyId ?? "" },
        },
      ),
    ];
  });
  client.destroy();
  return found.flat();
}
