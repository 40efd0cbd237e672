import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { JobMessage } from "../domain/request.ts";
import { calling } from "./aws-failure.ts";

export type JobQueue = {
  /** Sends one message; resolves when the queue has it. */
  send(input: { message: JobMessage; correlationId: string }, signal: AbortSignal): Promise<void>;
};

/** Jobs on their way to the workers, in SQS. */
export function jobQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }): JobQueue {
  return {
    async send({ message, correlationId }, signal) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageAttributes: { correlationId: { DataType: "String", StringValue: correlationId } },
      });
      await calling("queueing the job", () => client.send(command, { abortSignal: signal }), signal);
    },
  };
}
