import type { JobQueue } from "../../runtime/adapters/job-queue.ts";

export type SentMessage = Parameters<JobQueue["send"]>[0];

/** A queue in this process, for tests; `refusal` makes the next sends fail. */
export function memoryJobQueue(): JobQueue & { readonly sent: SentMessage[]; refusal: Error | undefined } {
  const queue = {
    sent: [] as SentMessage[],
    refusal: undefined as Error | undefined,
    async send(input: SentMessage) {
      if (queue.refusal !== undefined) throw queue.refusal;
      queue.sent.push(input);
    },
  };
  return queue;
}
