import type { QueueAttributeName } from "@aws-sdk/client-sqs";
import { flag, json, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

/** The inputs that are attributes of the queue, and what SQS calls them. */
const attributes = {
  contentBasedDeduplication: "ContentBasedDeduplication",
  delaySeconds: "DelaySeconds",
  fifoQueue: "FifoQueue",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  policy: "Policy",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  redriveAllowPolicy: "RedriveAllowPolicy",
  redrivePolicy: "RedrivePolicy",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  visibilityTimeoutSeconds: "VisibilityTimeout",
} as const satisfies Readonly<Record<string, QueueAttributeName>>;

type AttributeInputs = { readonly [K in keyof typeof attributes]?: string | number | boolean | undefined };

/** An SQS queue; its id is its URL. */
export const queue = resourceType({
  token: "aws:sqs/queue:Queue",
  properties: {
    arn: output,
    contentBasedDeduplication: flag({ default: false }),
    delaySeconds: number({ default: 0 }),
    fifoQueue: flag({ default: false, replaces: true }),
    kmsDataKeyReusePeriodSeconds: number({ use: "computed" }),
    kmsMasterKeyId: text(),
    maxMessageSize: number({ default: 262_144 }),
    messageRetentionSeconds: number({ default: 345_600 }),
    name: text({ use: "named", replaces: true }),
    policy: json({ use: "computed" }),
    receiveWaitTimeSeconds: number({ default: 0 }),
    redriveAllowPolicy: json({ use: "computed" }),
    redrivePolicy: json({ use: "computed" }),
    sqsManagedSseEnabled: flag({ use: "computed" }),
    url: output,
    visibilityTimeoutSeconds: number({ default: 30 }),
  },
  autoname: { property: "name", maximum: 80 },
  tags: {
    put: ({ aws, id, tags }) => aws.sqs.tagQueue({ QueueUrl: id, Tags: tags }),
    remove: ({ aws, id, keys }) => aws.sqs.untagQueue({ QueueUrl: id, TagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    const { QueueUrl } = await aws.sqs.createQueue({ QueueName: inputs.name, Attributes: written(inputs), tags });
    return addressAt(aws.endpoint, QueueUrl ?? "");
  },
  read: async ({ aws, id }) => {
    const { Attributes = {} } = await aws.sqs.getQueueAttributes({ QueueUrl: id, AttributeNames: ["All"] });
    const { Tags } = await aws.sqs.listQueueTags({ QueueUrl: id });
    return {
      arn: Attributes.QueueArn,
      contentBasedDeduplication: Attributes.ContentBasedDeduplication === "true",
      delaySeconds: Number(Attributes.DelaySeconds),
      fifoQueue: Attributes.FifoQueue === "true",
      kmsDataKeyReusePeriodSeconds: Number(Attributes.KmsDataKeyReusePeriodSeconds ?? 300),
      kmsMasterKeyId: Attributes.KmsMasterKeyId,
      maxMessageSize: Number(Attributes.MaximumMessageSize),
      messageRetentionSeconds: Number(Attributes.MessageRetentionPeriod),
      name: id.split("/").at(-1),
      policy: Attributes.Policy ?? "",
      receiveWaitTimeSeconds: Number(Attributes.ReceiveMessageWaitTimeSeconds),
      redriveAllowPolicy: Attributes.RedriveAllowPolicy ?? "",
      redrivePolicy: Attributes.RedrivePolicy ?? "",
      sqsManagedSseEnabled: Attributes.SqsManagedSseEnabled === "true",
      url: addressAt(aws.endpoint, id),
      visibilityTimeoutSeconds: Number(Attributes.VisibilityTimeout),
      tags: Tags ?? {},
    };
  },
  update: ({ aws, id, inputs, changed }) => {
    const all = { ...cleared(changed), ...written(inputs) };
    const names = [...changed].map((name) => attributes[name as keyof typeof attributes]);
    const some = Object.entries(all).filter(([name]) => names.some((attribute) => attribute === name));
    return aws.sqs.setQueueAttributes({ QueueUrl: id, Attributes: Object.fromEntries(some) });
  },
  delete: ({ aws, id }) => aws.sqs.deleteQueue({ QueueUrl: id }),
});

/** A queue's address where the embedded AWS listens now, which may not be where it listened when the queue was made. */
function addressAt(endpoint: string, queueUrl: string): string {
  return `${endpoint}${new URL(queueUrl).pathname}`;
}

/** The attributes that inputs set. False is how a standard queue says that it is not a FIFO queue: by silence. */
function written(inputs: AttributeInputs): Partial<Record<QueueAttributeName, string>> {
  const silent = inputs.fifoQueue === true ? [] : ["fifoQueue", "contentBasedDeduplication"];
  return Object.fromEntries(
    Object.entries(attributes)
      .map(([name, attribute]) => [attribute, inputs[name as keyof AttributeInputs], name] as const)
      .filter(([, value, name]) => value !== undefined && !silent.includes(name))
      .map(([attribute, value]) => [attribute, String(value)]),
  );
}

function cleared(changed: ReadonlySet<string>): Partial<Record<QueueAttributeName, string>> {
  return changed.has("kmsMasterKeyId") ? { KmsMasterKeyId: "" } : {};
}
