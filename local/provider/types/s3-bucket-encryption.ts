import { block, flag, set, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  bucket: text({ use: "required", replaces: true }),
  rules: set(
    block({
      applyServerSideEncryptionByDefault: block({ kmsMasterKeyId: text(), sseAlgorithm: text({ use: "required" }) }),
      bucketKeyEnabled: flag(),
    }),
    { use: "required" },
  ),
} as const;

/** How a bucket encrypts what it holds; its id is the bucket's name. */
export const bucketEncryption = resourceType({
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  properties,
  create: async (call) => {
    await put(call);
    return call.inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const { ServerSideEncryptionConfiguration: found } = await aws.s3.getBucketEncryption({ Bucket: id });
    return {
      bucket: id,
      rules: (found?.Rules ?? []).map(({ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }) => ({
        bucketKeyEnabled: BucketKeyEnabled ?? false,
        ...(byDefault === undefined
          ? {}
          : {
              applyServerSideEncryptionByDefault: {
                kmsMasterKeyId: byDefault.KMSMasterKeyID ?? "",
                sseAlgorithm: byDefault.SSEAlgorithm,
              },
            }),
      })),
    };
  },
  update: put,
  delete: ({ aws, id }) => aws.s3.deleteBucketEncryption({ Bucket: id }),
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  return aws.s3.putBucketEncryption({
    Bucket: inputs.bucket,
    ServerSideEncryptionConfiguration: {
      Rules: inputs.rules.map(({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }) => ({
        BucketKeyEnabled: bucketKeyEnabled,
        ...(byDefault === undefined
          ? {}
          : {
              ApplyServerSideEncryptionByDefault: {
                KMSMasterKeyID: byDefault.kmsMasterKeyId || undefined,
                SSEAlgorithm: byDefault.sseAlgorithm as "AES256",
              },
            }),
      })),
    },
  });
}
