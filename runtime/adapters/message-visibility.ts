import { ChangeMessageVisibilityCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { calling } from "./aws-failure.ts";

export type HiddenMessage = { readonly receiptHandle: string; readonly seconds: number };

/** Hides a message that was received until so many seconds from now, instead of the queue's own time. */
export function messageVisibility({ client, queueUrl }: { client: SQSClient; queueUrl: string }) {
  return async ({ receiptHandle, seconds }: HiddenMessage, signal: AbortSignal): Promise<void> => {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    await calling("postponing the message", () => client.send(command, { abortSignal: signal }), signal);
  };
}
