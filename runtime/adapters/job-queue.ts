import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { Failure } from "../domain/failure.ts";
import type { JobMessage } from "../domain/request.ts";
import { calling } from "./aws-failure.ts";

export type JobSending = { readonly message: JobMessage; readonly correlationId: string };

export type JobQueue = {
  /** Sends one message; resolves when the queue has it. */
  send(sending: JobSending, signal: AbortSignal): Promise<void>;
  /** Sends up to ten messages in one call; in their order, why the queue did not take one, or undefined when it has it. */
  sendAll(sendings: readonly JobSending[], signal: AbortSignal): Promise<readonly (Failure | undefined)[]>;
};

/** Jobs on their way to the workers, in SQS. */
export function jobQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }): JobQueue {
  return {
    async send(sending, signal) {
      const command = new SendMessageCommand({ QueueUrl: queueUrl, ...messageOf(sending) });
      await calling("queueing the job", () => client.send(command, { abortSignal: signal }), signal);
    },
    async sendAll(sendings, signal) {
      const Entries = sendings.map((sending, index) => ({ Id: String(index), ...messageOf(sending) }));
      const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
      const answer = await calling("queueing jobs", () => client.send(command, { abortSignal: signal }), signal);
      const taken = new Set(answer.Successful?.map(({ Id }) => Id));
      const refused = new Map(answer.Failed?.map((entry) => [entry.Id, entry]));
      return Entries.map(({ Id }) => (taken.has(Id) ? undefined : refusal(refused.get(Id))));
    },
  };
}

function messageOf({ message, correlationId }: JobSending) {
  return {
    MessageBody: JSON.stringify(message),
    MessageAttributes: { correlationId: { DataType: "String", StringValue: correlationId } },
  };
}

function refusal(entry: BatchResultErrorEntry | undefined): Failure {
  const why = entry === undefined ? "It did not say whether it has it." : `${entry.Code}: ${entry.Message ?? ""}`;
  return new Failure("unavailable", "The queue cannot take this now. Try again in a moment.", { cause: why });
}
