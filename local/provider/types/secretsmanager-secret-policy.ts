import { flag, json, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

/** Who may use a secret; its id is the secret's ARN. */
export const secretPolicy = resourceType({
  token: "aws:secretsmanager/secretPolicy:SecretPolicy",
  properties: {
    blockPublicPolicy: flag({ kept: true }),
    policy: json({ use: "required" }),
    secretArn: text({ use: "required", replaces: true }),
  },
  create: async ({ aws, inputs }) => {
    const { secretArn: SecretId, policy: ResourcePolicy, blockPublicPolicy: BlockPublicPolicy } = inputs;
    await aws.secrets.putResourcePolicy({ SecretId, ResourcePolicy, BlockPublicPolicy });
    return SecretId;
  },
  read: async ({ aws, id }) => {
    const { ARN, ResourcePolicy } = await aws.secrets.getResourcePolicy({ SecretId: id });
    return ResourcePolicy === undefined ? undefined : { policy: ResourcePolicy, secretArn: ARN };
  },
  update: ({ aws, id, inputs }) =>
    aws.secrets.putResourcePolicy({
      SecretId: id,
      ResourcePolicy: inputs.policy,
      BlockPublicPolicy: inputs.blockPublicPolicy,
    }),
  delete: ({ aws, id }) => aws.secrets.deleteResourcePolicy({ SecretId: id }),
});
