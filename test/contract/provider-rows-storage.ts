import type { TypeRow } from "./provider-type.ts";

const onBucket = { needs: ["bucket"], standsOn: "bucket" } as const;

/** Buckets and what is set on them. */
export const storageRows: readonly TypeRow[] = [
  {
    token: "aws:s3/bucket:Bucket",
    inputs: ({ name }) => ({ bucket: name("artifacts"), forceDestroy: true, tags: { project: "contract" } }),
    change: () => ({ forceDestroy: undefined, tags: { owner: "contract" } }),
    replace: ({ name }) => ({ bucket: name("other-artifacts") }),
    drift: {
      shows: "tags",
      act: ({ aws }, { id }) =>
        aws.s3.putBucketTagging({ Bucket: id, Tagging: { TagSet: [{ Key: "theirs", Value: "yes" }] } }),
    },
    outputs: { arn: /^arn:aws:s3:::contract-artifacts-/, bucketRegionalDomainName: /[.]s3[.]us-west-2[.]/ },
  },
  {
    ...onBucket,
    token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: ({ on }) => ({ bucket: on("bucket").id, blockPublicAcls: true, blockPublicPolicy: true }),
    change: () => ({ blockPublicAcls: false, restrictPublicBuckets: true }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "blockPublicPolicy",
      act: ({ aws }, { id }) =>
        aws.s3.putPublicAccessBlock({ Bucket: id, PublicAccessBlockConfiguration: { BlockPublicPolicy: false } }),
    },
    outputs: {},
  },
  {
    ...onBucket,
    token: "aws:s3/bucketVersioning:BucketVersioning",
    remains: true,
    inputs: ({ on }) => ({ bucket: on("bucket").id, versioningConfiguration: { status: "Suspended" } }),
    change: () => ({ versioningConfiguration: { status: "Enabled" } }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "versioningConfiguration",
      act: ({ aws }, { id }) =>
        aws.s3.putBucketVersioning({ Bucket: id, VersioningConfiguration: { Status: "Suspended" } }),
    },
    outputs: {},
  },
  {
    ...onBucket,
    token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    remains: true,
    inputs: ({ on }) => ({
      bucket: on("bucket").id,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: true }],
    }),
    change: () => ({
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: "arn:aws:kms:us-west-2:000000000000:key/1",
          },
        },
      ],
    }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "rules",
      act: ({ aws }, { id }) =>
        aws.s3.putBucketEncryption({
          Bucket: id,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
          },
        }),
    },
    outputs: {},
  },
  {
    ...onBucket,
    token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    inputs: ({ on }) => ({
      bucket: on("bucket").id,
      rules: [
        {
          id: "pages",
          status: "Enabled",
          filter: { prefix: "pages/" },
          expiration: { days: 30 },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
        { id: "all", status: "Enabled", filter: {}, transitions: [{ days: 90, storageClass: "GLACIER" }] },
      ],
    }),
    change: () => ({
      rules: [
        {
          id: "pages",
          status: "Disabled",
          filter: { and: { prefix: "pages/", tags: { a: "b" }, objectSizeGreaterThan: 100 } },
          expiration: { days: 60 },
        },
      ],
    }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "rules",
      act: ({ aws }, { id }) =>
        aws.s3.putBucketLifecycleConfiguration({
          Bucket: id,
          LifecycleConfiguration: {
            Rules: [{ ID: "theirs", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
          },
        }),
    },
    outputs: { transitionDefaultMinimumObjectSize: /./ },
  },
];
