import { flag, json, number, output, text } from "../property.ts";
import { type Call, resourceType } from "../resource-type.ts";
import type { Tags } from "../tags.ts";

const daysUntilDeletion = 30;

/** A KMS key for encryption; its id is its key id. One that waits for its deletion counts as gone. */
export const key = resourceType({
  token: "aws:kms/key:Key",
  properties: {
    arn: output,
    deletionWindowInDays: number({ kept: true }),
    description: text({ use: "computed" }),
    enableKeyRotation: flag({ default: false }),
    isEnabled: flag({ default: true }),
    keyId: output,
    policy: json({ use: "computed" }),
    rotationPeriodInDays: number({ use: "computed" }),
  },
  tags: {
    put: ({ aws, id, tags }) => aws.kms.tagResource({ KeyId: id, Tags: keyTags(tags) }),
    remove: ({ aws, id, keys }) => aws.kms.untagResource({ KeyId: id, TagKeys: keys }),
  },
  renewed: (changed) => (changed.has("enableKeyRotation") ? ["rotationPeriodInDays"] : []),
  create: async (call) => {
    const { aws, inputs, tags } = call;
    const { description, policy } = inputs;
    const { KeyMetadata } = await aws.kms.createKey({ Description: description, Policy: policy, Tags: keyTags(tags) });
    const id = KeyMetadata?.KeyId ?? "";
    if (inputs.enableKeyRotation) await rotating(call, id, inputs);
    if (!inputs.isEnabled) await aws.kms.disableKey({ KeyId: id });
    return id;
  },
  read: async ({ aws, id }) => {
    const { KeyMetadata: found } = await aws.kms.describeKey({ KeyId: id });
    if (found === undefined || found.KeyState === "PendingDeletion") return undefined;
    const [{ Policy }, { KeyRotationEnabled, RotationPeriodInDays }, { Tags = [] }] = await Promise.all([
      aws.kms.getKeyPolicy({ KeyId: id }),
      aws.kms.getKeyRotationStatus({ KeyId: id }),
      aws.kms.listResourceTags({ KeyId: id }),
    ]);
    return {
      arn: found.Arn,
      description: found.Description,
      enableKeyRotation: KeyRotationEnabled,
      isEnabled: found.Enabled,
      keyId: id,
      policy: Policy,
      ...(KeyRotationEnabled === true ? { rotationPeriodInDays: RotationPeriodInDays } : {}),
      tags: Object.fromEntries(Tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue])),
    };
  },
  update: async (call) => {
    const { aws, id, inputs, changed } = call;
    if (changed.has("isEnabled") && inputs.isEnabled) await aws.kms.enableKey({ KeyId: id });
    if (changed.has("description")) {
      await aws.kms.updateKeyDescription({ KeyId: id, Description: inputs.description ?? "" });
    }
    if (changed.has("policy") && inputs.policy !== undefined) {
      await aws.kms.putKeyPolicy({ KeyId: id, PolicyName: "default", Policy: inputs.policy });
    }
    if (changed.has("enableKeyRotation") || changed.has("rotationPeriodInDays")) await rotating(call, id, inputs);
    if (changed.has("isEnabled") && !inputs.isEnabled) await aws.kms.disableKey({ KeyId: id });
  },
  delete: async ({ aws, id, state }) => {
    const { KeyMetadata: found } = await aws.kms.describeKey({ KeyId: id });
    if (found?.KeyState === "PendingDeletion") return;
    await aws.kms.scheduleKeyDeletion({
      KeyId: id,
      PendingWindowInDays: state.deletionWindowInDays ?? daysUntilDeletion,
    });
  },
});

interface Rotation {
  readonly enableKeyRotation: boolean;
  readonly rotationPeriodInDays: number | undefined;
}

function rotating({ aws }: Call, KeyId: string, { enableKeyRotation, rotationPeriodInDays }: Rotation) {
  return enableKeyRotation
    ? aws.kms.enableKeyRotation({ KeyId, RotationPeriodInDays: rotationPeriodInDays })
    : aws.kms.disableKeyRotation({ KeyId });
}

function keyTags(tags: Tags): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
