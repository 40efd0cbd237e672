import type { PublicAccessBlockConfiguration } from "@aws-sdk/client-s3";
import { flag, type Inputs, text } from "../property.ts";
import { type CreateCall, resourceType } from "../resource-type.ts";

const properties = {
  blockPublicAcls: flag({ default: false }),
  blockPublicPolicy: flag({ default: false }),
  bucket: text({ use: "required", replaces: true }),
  ignorePublicAcls: flag({ default: false }),
  restrictPublicBuckets: flag({ default: false }),
  skipDestroy: flag({ kept: true }),
} as const;

/** What keeps a bucket from becoming public; its id is the bucket's name. */
export const bucketPublicAccessBlock = resourceType({
  token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  properties,
  create: async (call) => {
    await put(call);
    return call.inputs.bucket;
  },
  read: async ({ aws, id }) => {
    const { PublicAccessBlockConfiguration: found } = await aws.s3.getPublicAccessBlock({ Bucket: id });
    return {
      blockPublicAcls: found?.BlockPublicAcls ?? false,
      blockPublicPolicy: found?.BlockPublicPolicy ?? false,
      bucket: id,
      ignorePublicAcls: found?.IgnorePublicAcls ?? false,
      restrictPublicBuckets: found?.RestrictPublicBuckets ?? false,
    };
  },
  update: put,
  delete: async ({ aws, id, state }) => {
    if (state.skipDestroy !== true) await aws.s3.deletePublicAccessBlock({ Bucket: id });
  },
});

function put({ aws, inputs }: Pick<CreateCall<typeof properties>, "aws" | "inputs">): Promise<unknown> {
  return aws.s3.putPublicAccessBlock({
    Bucket: inputs.bucket,
    PublicAccessBlockConfiguration: configurationOf(inputs),
  });
}

function configurationOf(inputs: Inputs<typeof properties>): PublicAccessBlockConfiguration {
  return {
    BlockPublicAcls: inputs.blockPublicAcls,
    BlockPublicPolicy: inputs.blockPublicPolicy,
    IgnorePublicAcls: inputs.ignorePublicAcls,
    RestrictPublicBuckets: inputs.restrictPublicBuckets,
  };
}
