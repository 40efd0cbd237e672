import { json, output, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  arn: text({ use: "required", replaces: true }),
  owner: output,
  policy: json({ use: "required" }),
} as const;

/** Who may use a topic; its id is the topic's ARN. Deleting it gives the topic back the policy it was born with. */
export const topicPolicy = resourceType({
  token: "aws:sns/topicPolicy:TopicPolicy",
  properties,
  create: async (call) => {
    await put(call);
    return call.inputs.arn;
  },
  read: async ({ aws, id }) => {
    const { Attributes = {} } = await aws.sns.getTopicAttributes({ TopicArn: id });
    return { arn: id, owner: Attributes.Owner, policy: Attributes.Policy };
  },
  update: put,
  delete: async ({ aws, id }) => {
    const AttributeValue = JSON.stringify(firstPolicy(id, await aws.account()));
    await aws.sns.setTopicAttributes({ TopicArn: id, AttributeName: "Policy", AttributeValue });
  },
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  return aws.sns.setTopicAttributes({
    TopicArn: inputs.arn,
    AttributeName: "Policy",
    AttributeValue: inputs.policy,
  });
}

/** What SNS gives a new topic: everything to its owner's account. */
function firstPolicy(arn: string, account: string): object {
  const actions = ["AddPermission", "DeleteTopic", "GetTopicAttributes", "ListSubscriptionsByTopic", "Publish"];
  return {
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, "RemovePermission", "SetTopicAttributes", "Subscribe"].map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
    ],
  };
}
