import { randomUUID } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";
import { unlessGone } from "../gone.ts";
import { flag, output, text } from "../property.ts";
import { regions } from "../regions.ts";
import { resourceType } from "../resource-type.ts";
import type { Tags } from "../tags.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

const firstRegion = "us-east-1";
const prefixedLength = 26;

/** An S3 bucket; its id is its name. */
export const bucket = resourceType({
  token: "aws:s3/bucket:Bucket",
  properties: {
    arn: output,
    bucket: text({ use: "named", replaces: true }),
    bucketDomainName: output,
    bucketPrefix: text({ use: "computed", replaces: true }),
    bucketRegion: output,
    bucketRegionalDomainName: output,
    forceDestroy: flag({ default: false, kept: true }),
    hostedZoneId: output,
  },
  autoname: { property: "bucket", maximum: 63, unless: "bucketPrefix", shape: (name) => name.toLowerCase() },
  tags: {
    put: async ({ aws, id, tags }) => write(aws.s3, id, { ...(await read(aws.s3, id)), ...tags }),
    remove: async ({ aws, id, keys }) => {
      const left = Object.entries(await read(aws.s3, id)).filter(([key]) => !keys.includes(key));
      return write(aws.s3, id, Object.fromEntries(left));
    },
  },
  create: async ({ aws, inputs, tags }) => {
    const name = inputs.bucket ?? `${inputs.bucketPrefix ?? ""}${unique()}`;
    await aws.s3.createBucket({
      Bucket: name,
      ...(aws.region === firstRegion
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: aws.region as "us-west-2" } }),
    });
    if (Object.keys(tags).length > 0) await write(aws.s3, name, tags);
    return name;
  },
  read: async ({ aws, id, state }) => {
    await aws.s3.headBucket({ Bucket: id });
    return {
      arn: `arn:aws:s3:::${id}`,
      bucket: id,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketPrefix: state.bucketPrefix ?? "",
      bucketRegion: aws.region,
      bucketRegionalDomainName: `${id}.s3.${aws.region}.amazonaws.com`,
      hostedZoneId: regions[aws.region]?.websiteZone,
      tags: await read(aws.s3, id),
    };
  },
  delete: async ({ aws, id, state }) => {
    if (state.forceDestroy === true) await empty(aws.s3, id);
    await aws.s3.deleteBucket({ Bucket: id });
  },
});

function unique(): string {
  return randomUUID().replaceAll("-", "").slice(0, prefixedLength);
}

async function read(s3: S3, name: string): Promise<Tags> {
  const found = await unlessGone(s3.getBucketTagging({ Bucket: name }));
  return tagRecord(found?.TagSet);
}

async function write(s3: S3, name: string, tags: Tags): Promise<void> {
  await (Object.keys(tags).length === 0
    ? s3.deleteBucketTagging({ Bucket: name })
    : s3.putBucketTagging({ Bucket: name, Tagging: { TagSet: tagList(tags) } }));
}

async function empty(s3: S3, name: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: name });
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    const { Errors = [] } = await s3.deleteObjects({ Bucket: name, Delete: { Objects, Quiet: true } });
    const [refused] = Errors;
    if (refused !== undefined) throw new Error(`the object "${refused.Key}" cannot be deleted: ${refused.Message}`);
  }
}
