import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { tagsFor } from "../stage.ts";

export type ArtifactBucketArgs = { stage: Stage };

/** Where results live that are too large for a job record. Its name is made unique per stage by the engine. */
export class ArtifactBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, { stage }: ArtifactBucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:ArtifactBucket", name, {}, options);
    this.bucket = new aws.s3.Bucket("atlas-codex-artifacts", { tags: tagsFor(stage, "artifacts") }, { parent: this });
    new aws.s3.BucketPublicAccessBlock(
      "artifacts",
      {
        bucket: this.bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    this.registerOutputs({ bucket: this.bucket.bucket });
  }
}
