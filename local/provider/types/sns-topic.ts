import { json, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

/** The inputs that are attributes of the topic, and what SNS calls them. */
const attributes = { displayName: "DisplayName", kmsMasterKeyId: "KmsMasterKeyId", policy: "Policy" } as const;

/** An SNS topic; its id is its ARN. */
export const topic = resourceType({
  token: "aws:sns/topic:Topic",
  properties: {
    arn: output,
    displayName: text(),
    kmsMasterKeyId: text(),
    name: text({ use: "named", replaces: true }),
    owner: output,
    policy: json({ use: "computed" }),
  },
  autoname: { property: "name", maximum: 256 },
  tags: {
    put: ({ aws, id, tags }) => aws.sns.tagResource({ ResourceArn: id, Tags: tagList(tags) }),
    remove: ({ aws, id, keys }) => aws.sns.untagResource({ ResourceArn: id, TagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    const given = Object.entries(attributes).flatMap(([name, attribute]) => {
      const value = inputs[name as keyof typeof attributes];
      return value === undefined ? [] : [[attribute, value] as const];
    });
    const { TopicArn } = await aws.sns.createTopic({
      Name: inputs.name,
      Attributes: Object.fromEntries(given),
      Tags: tagList(tags),
    });
    return TopicArn ?? "";
  },
  read: async ({ aws, id }) => {
    const [{ Attributes = {} }, { Tags }] = await Promise.all([
      aws.sns.getTopicAttributes({ TopicArn: id }),
      aws.sns.listTagsForResource({ ResourceArn: id }),
    ]);
    return {
      arn: id,
      displayName: Attributes.DisplayName ?? "",
      kmsMasterKeyId: Attributes.KmsMasterKeyId ?? "",
      name: id.split(":").at(-1),
      owner: Attributes.Owner,
      policy: Attributes.Policy,
      tags: tagRecord(Tags),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    for (const [name, AttributeName] of Object.entries(attributes)) {
      if (!changed.has(name)) continue;
      const AttributeValue = inputs[name as keyof typeof attributes] ?? "";
      await aws.sns.setTopicAttributes({ TopicArn: id, AttributeName, AttributeValue });
    }
  },
  delete: ({ aws, id }) => aws.sns.deleteTopic({ TopicArn: id }),
});
