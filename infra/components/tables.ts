import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { keepsData, nameIn, tagsFor } from "../stage.ts";

export type TablesArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
};

/**
 * The stage's tables: jobs (with a stream), submissions (which request made which job), connections (sockets and tickets) and
 * operations (what operators' runs did and where they stand).
 */
export class Tables extends pulumi.ComponentResource {
  readonly jobs: aws.dynamodb.Table;
  readonly submissions: aws.dynamodb.Table;
  readonly connections: aws.dynamodb.Table;
  readonly operations: aws.dynamodb.Table;

  constructor(name: string, { stage, key }: TablesArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:Tables", name, {}, options);
    const table = (what: string, args: Omit<aws.dynamodb.TableArgs, "name">) =>
      new aws.dynamodb.Table(
        what,
        {
          name: nameIn(stage, what),
          billingMode: "PAY_PER_REQUEST",
          serverSideEncryption: { enabled: true, kmsKeyArn: key },
          pointInTimeRecovery: { enabled: true },
          deletionProtectionEnabled: keepsData(stage),
          tags: tagsFor(stage, what),
          ...args,
        },
        { parent: this, protect: keepsData(stage) },
      );

    this.jobs = table("jobs", {
      hashKey: "id",
      attributes: [
        { name: "id", type: "S" },
        { name: "listedUnder", type: "S" },
        { name: "listedAt", type: "S" },
      ],
      globalSecondaryIndexes: [
        { name: "listed", hashKey: "listedUnder", rangeKey: "listedAt", projectionType: "KEYS_ONLY" },
      ],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
    });
    this.submissions = table("submissions", {
      hashKey: "digest",
      attributes: [{ name: "digest", type: "S" }],
      ttl: { attributeName: "expiresAt", enabled: true },
    });
    this.connections = table("connections", {
      hashKey: "id",
      attributes: [
        { name: "id", type: "S" },
        { name: "jobId", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "job", hashKey: "jobId", projectionType: "ALL" }],
      ttl: { attributeName: "expiresAt", enabled: true },
    });
    this.operations = table("operations", {
      hashKey: "run",
      rangeKey: "entry",
      attributes: [
        { name: "run", type: "S" },
        { name: "entry", type: "S" },
      ],
    });
    this.registerOutputs({
      jobs: this.jobs.name,
      submissions: this.submissions.name,
      connections: this.connections.name,
      operations: this.operations.name,
    });
  }
}
