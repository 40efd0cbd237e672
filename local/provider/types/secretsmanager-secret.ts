import { flag, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

/** A secret without its value; its id is its ARN. One that waits for its deletion counts as gone. */
export const secret = resourceType({
  token: "aws:secretsmanager/secret:Secret",
  properties: {
    arn: output,
    description: text(),
    forceOverwriteReplicaSecret: flag({ default: false, kept: true }),
    kmsKeyId: text(),
    name: text({ use: "named", replaces: true }),
    recoveryWindowInDays: number({ default: 30, kept: true }),
  },
  autoname: { property: "name", maximum: 255 },
  tags: {
    put: ({ aws, id, tags }) => aws.secrets.tagResource({ SecretId: id, Tags: tagList(tags) }),
    remove: ({ aws, id, keys }) => aws.secrets.untagResource({ SecretId: id, TagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    const { ARN } = await aws.secrets.createSecret({
      Name: inputs.name,
      Description: inputs.description,
      KmsKeyId: inputs.kmsKeyId,
      ForceOverwriteReplicaSecret: inputs.forceOverwriteReplicaSecret,
      Tags: tagList(tags),
    });
    return ARN ?? "";
  },
  read: async ({ aws, id }) => {
    const found = await aws.secrets.describeSecret({ SecretId: id });
    if (found.DeletedDate !== undefined) return undefined;
    return {
      arn: found.ARN,
      description: found.Description,
      kmsKeyId: found.KmsKeyId,
      name: found.Name,
      tags: tagRecord(found.Tags),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    if (!changed.has("description") && !changed.has("kmsKeyId")) return;
    await aws.secrets.updateSecret({
      SecretId: id,
      Description: inputs.description ?? "",
      KmsKeyId: inputs.kmsKeyId,
    });
  },
  delete: ({ aws, id, state }) => {
    const days = state.recoveryWindowInDays ?? 30;
    return aws.secrets.deleteSecret({
      SecretId: id,
      ...(days === 0 ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: days }),
    });
  },
});
