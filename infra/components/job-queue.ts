import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stage } from "../../runtime/domain/stage.ts";
import { nameIn, tagsFor } from "../stage.ts";

const DAY = 24 * 60 * 60;

export type JobQueueArgs = {
  stage: Stage;
  /** Seconds a message stays hidden while a worker has it: six times the worker's timeout, as AWS advises. */
  visibilityTimeoutSeconds: number;
};

/** Jobs that wait for a worker, and where a message goes that three workers could not process. */
export class JobQueue extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;
  readonly deadLetters: aws.sqs.Queue;

  constructor(
    name: string,
    { stage, visibilityTimeoutSeconds }: JobQueueArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("atlas-codex:infra:JobQueue", name, {}, options);
    this.deadLetters = new aws.sqs.Queue(
      "dlq",
      {
        name: nameIn(stage, "dlq"),
        messageRetentionSeconds: 14 * DAY,
        sqsManagedSseEnabled: true,
        tags: tagsFor(stage, "queue"),
      },
      { parent: this },
    );
    this.queue = new aws.sqs.Queue(
      "queue",
      {
        name: nameIn(stage, "queue"),
        visibilityTimeoutSeconds,
        messageRetentionSeconds: 4 * DAY,
        sqsManagedSseEnabled: true,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: 3 }),
        tags: tagsFor(stage, "queue"),
      },
      { parent: this },
    );
    this.registerOutputs({ queueUrl: this.queue.url, deadLetterQueueUrl: this.deadLetters.url });
  }
}
