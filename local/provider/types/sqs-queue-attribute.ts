import type { QueueAttributeName } from "@aws-sdk/client-sqs";
import { json, text } from "../property.ts";
import { type ResourceType, resourceType } from "../resource-type.ts";
import type { Value } from "../value.ts";

/** Who may use a queue, kept apart from the queue; its id is the queue's URL. */
export const queuePolicy = queueAttribute("aws:sqs/queuePolicy:QueuePolicy", "policy", "Policy");

/** Which queues may send their dead letters to a queue, kept apart from it; its id is the queue's URL. */
export const redriveAllowPolicy = queueAttribute(
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
  "redriveAllowPolicy",
  "RedriveAllowPolicy",
);

function queueAttribute(
  token: string,
  property: "policy" | "redriveAllowPolicy",
  attribute: QueueAttributeName,
): ResourceType {
  return resourceType({
    token,
    properties: {
      [property]: json({ use: "required" }),
      queueUrl: text({ use: "required", replaces: true, same: samePath }),
    },
    create: async ({ aws, inputs }) => {
      await aws.sqs.setQueueAttributes({
        QueueUrl: String(inputs.queueUrl),
        Attributes: { [attribute]: String(inputs[property]) },
      });
      return String(inputs.queueUrl);
    },
    read: async ({ aws, id }) => {
      const { Attributes = {} } = await aws.sqs.getQueueAttributes({ QueueUrl: id, AttributeNames: [attribute] });
      const found = Attributes[attribute];
      return found === undefined || found === "" ? undefined : { [property]: found, queueUrl: id };
    },
    update: ({ aws, id, inputs }) =>
      aws.sqs.setQueueAttributes({ QueueUrl: id, Attributes: { [attribute]: String(inputs[property]) } }),
    delete: ({ aws, id }) => aws.sqs.setQueueAttributes({ QueueUrl: id, Attributes: { [attribute]: "" } }),
  });
}

/** A queue stays the same one when the embedded AWS listens elsewhere. */
function samePath(one: Value, other: Value): boolean {
  const [left, right] = [String(one), String(other)];
  return URL.canParse(left) && URL.canParse(right) && new URL(left).pathname === new URL(right).pathname;
}
