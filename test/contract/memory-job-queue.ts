import type { JobQueue, JobSending } from "../../runtime/adapters/job-queue.ts";

type MemoryJobQueue = JobQueue & { readonly sent: JobSending[]; refusal: Error | undefined };

/** A queue in this process, for tests; `refusal` makes the next sends fail. */
export function memoryJobQueue(): MemoryJobQueue {
  const queue: MemoryJobQueue = {
    sent: [],
    refusal: undefined,
    async send(input) {
      if (queue.refusal !== undefined) throw queue.refusal;
      queue.sent.push(input);
    },
    async sendAll(inputs, signal) {
      await Promise.all(inputs.map((input) => queue.send(input, signal)));
      return inputs.map(() => undefined);
    },
  };
  return queue;
}
