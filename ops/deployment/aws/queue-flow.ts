import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from "@aws-sdk/client-sqs";
import type { Stage } from "../../../runtime/domain/stage.ts";
import type { AwsOptions } from "./aws-options.ts";

/** As many messages wait in a queue that is worked on without anything being wrong. */
const FEW = 100;

export type QueueFlow = { readonly stage: Stage; readonly client: AwsOptions };

/** Says whether a stage's queue drains and whether its dead letters grow, each compared with the asking before. */
export function queueFlow({ stage, client }: QueueFlow): (signal: AbortSignal) => Promise<readonly string[]> {
  let waitingBefore = Number.POSITIVE_INFINITY;
  let fewestDead = Number.POSITIVE_INFINITY;
  return async (signal) => {
    const sqs = new SQSClient(client);
    try {
      const [waiting, dead] = await Promise.all(
        [`atlas-codex-queue-${stage}`, `atlas-codex-dlq-${stage}`].map((name) => messagesIn({ sqs, name }, signal)),
      );
      if (waiting === undefined || dead === undefined) {
        return [`The stage ${stage} has no queue or no dead letters. Look at it: pulumi stack --stack ${stage}`];
      }
      const stuck = waiting > FEW && waiting >= waitingBefore;
      waitingBefore = waiting;
      fewestDead = Math.min(fewestDead, dead);
      const look = `Look at the worker: ops logs --stage ${stage} --function worker --errors`;
      return [
        ...(stuck ? [`${waiting} messages wait in the queue, and they do not become fewer. ${look}`] : []),
        ...(dead > fewestDead ? [`The dead letters grew from ${fewestDead} to ${dead}. ${look}`] : []),
      ];
    } finally {
      sqs.destroy();
    }
  };
}

async function messagesIn(
  { sqs, name }: { readonly sqs: SQSClient; readonly name: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }), { abortSignal: signal });
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
    const { Attributes } = await sqs.send(command, { abortSignal: signal });
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
