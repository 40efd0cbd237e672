import type { ObjectOwnership } from "@aws-sdk/client-s3";
import { block, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  bucket: text({ use: "required", replaces: true }),
  rule: block(
    {
      objectOwnership: text({
        use: "required",
        choices: ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"],
      }),
    },
    { use: "required" },
  ),
} as const;

/** Whether access lists count in a bucket, and who owns what others write; its id is the bucket's name. */
export const bucketOwnershipControls = resourceType({
  token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  properties,
  create: async (call) => {
    await put(call);
    return call.inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const { OwnershipControls } = await aws.s3.getBucketOwnershipControls({ Bucket: id });
    const [rule] = OwnershipControls?.Rules ?? [];
    return rule === undefined ? undefined : { bucket: id, rule: { objectOwnership: rule.ObjectOwnership } };
  },
  update: put,
  delete: ({ aws, id }) => aws.s3.deleteBucketOwnershipControls({ Bucket: id }),
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  const ObjectOwnership = inputs.rule.objectOwnership as ObjectOwnership;
  return aws.s3.putBucketOwnershipControls({
    Bucket: inputs.bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership }] },
  });
}
