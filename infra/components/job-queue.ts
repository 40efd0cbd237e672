import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { type RoleArns, resourcePolicy, unusedQueuePolicy } from "../resource-policy.ts";
import { nameIn, tagsFor } from "../stage.ts";

const DAY = 24 * 60 * 60;

export type JobQueueArgs = {
  stage: Stage;
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
  roles: pulumi.Input<RoleArns>;
  /** Seconds a message stays hidden while a worker has it: six times the worker's timeout, as AWS advises. */
  visibilityTimeoutSeconds: number;
};

/** Jobs that wait for a worker, and where a message goes that three workers could not process. */
export class JobQueue extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;
  readonly deadLetters: aws.sqs.Queue;

  constructor(name: string, args: JobQueueArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:JobQueue", name, {}, options);
    const { stage, key, roles, visibilityTimeoutSeconds } = args;
    const parent = { parent: this };
    const shared = { kmsMasterKeyId: key, tags: tagsFor(stage, "queue") };
    this.deadLetters = new aws.sqs.Queue(
      "dlq",
      { ...shared, name: nameIn(stage, "dlq"), messageRetentionSeconds: 14 * DAY },
      parent,
    );
    this.queue = new aws.sqs.Queue(
      "queue",
      {
        ...shared,
        name: nameIn(stage, "queue"),
        visibilityTimeoutSeconds,
        messageRetentionSeconds: 4 * DAY,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: 3 }),
      },
      parent,
    );
    new aws.sqs.RedriveAllowPolicy(
      "dlq",
      {
        queueUrl: this.deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [this.queue.arn] }),
      },
      parent,
    );
    const used = pulumi.all([this.queue.arn, roles]).apply(([arn, all]) => {
      return resourcePolicy({ resource: "queue", arn, roles: all });
    });
    new aws.sqs.QueuePolicy("queue", { queueUrl: this.queue.url, policy: pulumi.jsonStringify(used) }, parent);
    new aws.sqs.QueuePolicy(
      "dlq",
      {
        queueUrl: this.deadLetters.url,
        policy: pulumi.jsonStringify(this.deadLetters.arn.apply(unusedQueuePolicy)),
      },
      parent,
    );
    this.registerOutputs({ queueUrl: this.queue.url, deadLetterQueueUrl: this.deadLetters.url });
  }
}
