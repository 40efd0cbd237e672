import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { type RoleArns, resourcePolicy } from "../resource-policy.ts";
import { keepsData, tagsFor } from "../stage.ts";

/** Days that a version lives after another one took its place. */
const OLD_VERSION_DAYS = 30;

/** Days that a fetched page is kept to be asked for again only if it changed. */
const REMEMBERED_PAGE_DAYS = 30;

export type ArtifactBucketArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  roles: pulumi.Input<RoleArns>;
};

/** Where results live that are too large for a job record, and pages that were fetched before. Its name is made unique per stage by the engine. */
export class ArtifactBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, { stage, key, roles }: ArtifactBucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:ArtifactBucket", name, {}, options);
    const parent = { parent: this };
    this.bucket = new aws.s3.Bucket(
      "atlas-codex-artifacts",
      { forceDestroy: !keepsData(stage), tags: tagsFor(stage, "artifacts") },
      { parent: this, protect: keepsData(stage) },
    );
    const { bucket } = this.bucket;
    const closed = new aws.s3.BucketPublicAccessBlock(
      "artifacts",
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      parent,
    );
    new aws.s3.BucketOwnershipControls(
      "artifacts",
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      parent,
    );
    new aws.s3.BucketVersioning("artifacts", { bucket, versioningConfiguration: { status: "Enabled" } }, parent);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      "artifacts",
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
            bucketKeyEnabled: true,
          },
        ],
      },
      parent,
    );
    new aws.s3.BucketLifecycleConfiguration(
      "artifacts",
      {
        bucket,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
            expiration: { expiredObjectDeleteMarker: true },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
          ...["pages/", "page-texts/"].map((prefix) => ({
            id: prefix.replace("/", ""),
            status: "Enabled",
            filter: { prefix },
            expiration: { days: REMEMBERED_PAGE_DAYS },
          })),
        ],
      },
      parent,
    );
    const policy = pulumi.all([this.bucket.arn, roles]).apply(([arn, all]) => {
      return resourcePolicy({ resource: "bucket", arn, roles: all });
    });
    // AWS takes one change of a bucket's access at a time.
    new aws.s3.BucketPolicy(
      "artifacts",
      { bucket, policy: pulumi.jsonStringify(policy) },
      { parent: this, dependsOn: [closed] },
    );
    this.registerOutputs({ bucket });
  }
}
