import { flag, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

/** A CloudWatch log group; its id is its name. */
export const logGroup = resourceType({
  token: "aws:cloudwatch/logGroup:LogGroup",
  properties: {
    arn: output,
    kmsKeyId: text(),
    logGroupClass: text({ use: "computed", replaces: true }),
    name: text({ use: "named", replaces: true }),
    retentionInDays: number({ default: 0 }),
    skipDestroy: flag({ default: false, kept: true }),
  },
  autoname: { property: "name", maximum: 255 },
  tags: {
    put: ({ aws, state, tags }) => aws.logs.tagResource({ resourceArn: String(state.arn), tags }),
    remove: ({ aws, state, keys }) => aws.logs.untagResource({ resourceArn: String(state.arn), tagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    const { name, kmsKeyId, logGroupClass } = inputs;
    await aws.logs.createLogGroup({
      logGroupName: name,
      kmsKeyId,
      logGroupClass: logGroupClass as "STANDARD" | undefined,
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    });
    if (inputs.retentionInDays > 0) {
      await aws.logs.putRetentionPolicy({ logGroupName: name, retentionInDays: inputs.retentionInDays });
    }
    return name;
  },
  read: async ({ aws, id }) => {
    const { logGroups = [] } = await aws.logs.describeLogGroups({ logGroupNamePrefix: id });
    const found = logGroups.find((group) => group.logGroupName === id);
    if (found === undefined) return undefined;
    const arn = found.logGroupArn ?? found.arn?.replace(/:\*$/, "");
    const { tags } = await aws.logs.listTagsForResource({ resourceArn: arn });
    return {
      arn,
      kmsKeyId: found.kmsKeyId,
      logGroupClass: found.logGroupClass ?? "STANDARD",
      name: id,
      retentionInDays: found.retentionInDays ?? 0,
      tags: tags ?? {},
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    const { retentionInDays, kmsKeyId } = inputs;
    if (changed.has("retentionInDays")) {
      await (retentionInDays === 0
        ? aws.logs.deleteRetentionPolicy({ logGroupName: id })
        : aws.logs.putRetentionPolicy({ logGroupName: id, retentionInDays }));
    }
    if (changed.has("kmsKeyId")) {
      await (kmsKeyId === undefined
        ? aws.logs.disassociateKmsKey({ logGroupName: id })
        : aws.logs.associateKmsKey({ logGroupName: id, kmsKeyId }));
    }
  },
  delete: async ({ aws, id, state }) => {
    if (state.skipDestroy !== true) await aws.logs.deleteLogGroup({ logGroupName: id });
  },
});
