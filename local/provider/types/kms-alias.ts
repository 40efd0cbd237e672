import { output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import type { Value } from "../value.ts";

/** Another name for a KMS key; its id is its name, which starts with `alias/`. */
export const alias = resourceType({
  token: "aws:kms/alias:Alias",
  properties: {
    arn: output,
    name: text({ use: "named", replaces: true }),
    targetKeyArn: output,
    targetKeyId: text({ use: "required", same: sameKey }),
  },
  autoname: { property: "name", maximum: 256, shape: (name) => `alias/${name}` },
  renewed: (changed) => (changed.has("targetKeyId") ? ["targetKeyArn"] : []),
  create: async ({ aws, inputs }) => {
    await aws.kms.createAlias({ AliasName: inputs.name, TargetKeyId: inputs.targetKeyId });
    return inputs.name;
  },
  read: async ({ aws, id }) => {
    const { Aliases = [] } = await aws.kms.listAliases({});
    const found = Aliases.find(({ AliasName }) => AliasName === id);
    if (found?.AliasArn === undefined) return undefined;
    return {
      arn: found.AliasArn,
      name: id,
      targetKeyArn: found.AliasArn.replace(id, `key/${found.TargetKeyId}`),
      targetKeyId: found.TargetKeyId,
    };
  },
  update: ({ aws, id, inputs }) => aws.kms.updateAlias({ AliasName: id, TargetKeyId: inputs.targetKeyId }),
  delete: ({ aws, id }) => aws.kms.deleteAlias({ AliasName: id }),
});

/** A key may be named by its id or its ARN. */
function sameKey(one: Value, other: Value): boolean {
  return String(one).split("/").at(-1) === String(other).split("/").at(-1);
}
