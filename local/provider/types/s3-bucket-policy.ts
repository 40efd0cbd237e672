import { json, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

/** Who may use a bucket; its id is the bucket's name. */
export const bucketPolicy = resourceType({
  token: "aws:s3/bucketPolicy:BucketPolicy",
  properties: {
    bucket: text({ use: "required", replaces: true }),
    policy: json({ use: "required" }),
  },
  create: async ({ aws, inputs }) => {
    await aws.s3.putBucketPolicy({ Bucket: inputs.bucket, Policy: inputs.policy });
    return inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const { Policy } = await aws.s3.getBucketPolicy({ Bucket: id });
    return { bucket: id, policy: Policy };
  },
  update: ({ aws, id, inputs }) => aws.s3.putBucketPolicy({ Bucket: id, Policy: inputs.policy }),
  delete: ({ aws, id }) => aws.s3.deleteBucketPolicy({ Bucket: id }),
});
