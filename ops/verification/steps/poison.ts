import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { redriveFindings } from "../../checks/verification/redrive-findings.ts";
import { judgedStep } from "../judged-step.ts";
import { poisonBody, poisonKind } from "../poison.ts";
import { type Asked, brought, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

/** Three receives, a second apart, then the move: with less time the message goes to the dead letters directly. */
const THROUGH_WORKER_MILLISECONDS = 15_000;
/** For how long others' letters are hidden while ours is looked for. */
const HIDDEN_SECONDS = 3;

const isThroughWorker = ({ timeoutMilliseconds }: Asked) => timeoutMilliseconds >= THROUGH_WORKER_MILLISECONDS;

/** The queue moves what cannot be processed to the stage's dead letters; a message that nobody can process is sent. */
export const poisonIn: VerificationStep = {
  name: "poisoned message in",
  needs: ["stack outputs", "functions", "event sources"],
  async run(asked, signal) {
    const { region, queueUrl, deadLetterQueueUrl } = brought(asked.found.outputs);
    const client = new SQSClient({ region });
    const attributes = async (QueueUrl: string) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn", "RedrivePolicy"] });
      return (await client.send(command, { abortSignal: signal })).Attributes ?? {};
    };
    try {
      const [{ RedrivePolicy = "" }, { QueueArn = "" }] = [
        await attributes(queueUrl),
        await attributes(deadLetterQueueUrl),
      ];
      const findings = redriveFindings({ policy: RedrivePolicy, deadLetters: QueueArn });
      const through = isThroughWorker(asked);
      if (findings.length === 0) {
        const QueueUrl = through ? queueUrl : deadLetterQueueUrl;
        const MessageBody = poisonBody({ id: asked.id, now: Date.now() });
        const MessageAttributes = { correlationId: { DataType: "String", StringValue: `${asked.id}-poison` } };
        const command = new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes });
        await client.send(command, { abortSignal: signal });
      }
      const detail = through
        ? "sent to the worker's queue, which moves what fails three times"
        : `redrive policy read; with less than ${THROUGH_WORKER_MILLISECONDS / 1000} s (--timeout) sent to the dead letters directly, past the worker`;
      return { steps: [judgedStep({ name: this.name, detail, findings })] };
    } finally {
      client.destroy();
    }
  },
};

/** The poisoned message is found among the dead letters, and removed; so are those of verifications that were broken off. */
export const poisonOut: VerificationStep = {
  name: "poisoned message out",
  needs: ["stack outputs", poisonIn.name],
  async run(asked, signal) {
    const { region, deadLetterQueueUrl: QueueUrl } = brought(asked.found.outputs);
    const client = new SQSClient({ region });
    const began = performance.now();
    let left = 0;
    const ask = async () => {
      const looking = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1 };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(looking), { abortSignal: signal });
      let own = false;
      for (const { Body: body = "", ReceiptHandle } of Messages) {
        const kind = poisonKind({ body, id: asked.id, now: Date.now() });
        if (kind === "other") continue;
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }), { abortSignal: signal });
        if (kind === "own") own = true;
        else left += 1;
      }
      return own ? "removed" : undefined;
    };
    try {
      const out = await waitUntil({ milliseconds: asked.timeoutMilliseconds, ask }, signal);
      const seconds = Math.round((performance.now() - began) / 1000);
      const earlier = left === 0 ? "" : `, and ${left} of verifications that were broken off`;
      const message = `The poisoned message was not among the dead letters within ${seconds} s.`;
      const fix = "Look at the worker's log; when it comes, the next verification removes it.";
      const findings = out === undefined ? [{ code: "poison-lost", message, subject: "dead letters", fix }] : [];
      const detail = `found after ${seconds} s and removed${earlier}`;
      return { steps: [judgedStep({ name: this.name, ...(out === undefined ? {} : { detail }), findings })] };
    } finally {
      client.destroy();
    }
  },
};
