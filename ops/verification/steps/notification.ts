import { PublishCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { callerAccount } from "../../aws/caller.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { listenerPolicy } from "../listener-policy.ts";
import { type Asked, brought, type VerificationStep } from "../verification.ts";
import { waitUntil } from "../wait-until.ts";

/** A test notification goes through the stage's topic and arrives at a queue that exists for it alone; people who subscribed hear it too. */
export const notification: VerificationStep = {
  name: "test notification",
  needs: ["stack outputs", "alarms"],
  async run(asked, signal) {
    const { region } = brought(asked.found.outputs);
    const account = await callerAccount({ region, maxAttempts: 3 }, signal);
    const topic = `arn:aws:sns:${region}:${account}:atlas-codex-alarms-${asked.stage}`;
    const clients = { sqs: new SQSClient({ region }), sns: new SNSClient({ region }) };
    try {
      const arrived = await roundTrip({ ...asked, ...clients, topic }, signal);
      const message = `The test notification did not arrive within ${asked.timeoutMilliseconds / 1000} s.`;
      const fix = "May you publish to the topic and use its key? Look at the topic's delivery.";
      const findings: Finding[] = arrived ? [] : [{ code: "notification-lost", message, subject: topic, fix }];
      const detail = "arrived at a queue of its own, which is removed";
      return { steps: [judgedStep({ name: this.name, detail: arrived ? detail : undefined, findings })] };
    } finally {
      clients.sqs.destroy();
      clients.sns.destroy();
    }
  },
};

type Round = Asked & { sqs: SQSClient; sns: SNSClient; topic: string };

/** Its own time: queue and subscription go even when the verification is broken off. */
const REMOVAL_MILLISECONDS = 10_000;

async function roundTrip(asked: Round, signal: AbortSignal): Promise<boolean> {
  const { sqs, sns, topic, id, stage } = asked;
  const abortSignal = signal;
  const QueueName = `atlas-codex-${id}-${stage}`;
  const queue = topic.replace(":sns:", ":sqs:").replace(/[^:]+$/, QueueName);
  // With its policy from the beginning: a policy that comes later may take a minute to count.
  const Attributes = { Policy: listenerPolicy({ queue, topic }) };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }), { abortSignal });
  let SubscriptionArn: string | undefined;
  try {
    const subscribing = new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint: queue });
    SubscriptionArn = (await sns.send(subscribing, { abortSignal })).SubscriptionArn;
    const Subject = `Atlas Codex ${stage}: a test, nothing is wrong`;
    const Message = `ops verify-deployment sees whether notifications arrive. ${id}`;
    await sns.send(new PublishCommand({ TopicArn: topic, Subject, Message }), { abortSignal });
    const ask = async () => {
      const looking = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
      const { Messages = [] } = await sqs.send(looking, { abortSignal });
      return Messages.some(({ Body = "" }) => Body.includes(id)) ? "arrived" : undefined;
    };
    return (await waitUntil({ milliseconds: asked.timeoutMilliseconds, ask }, signal)) !== undefined;
  } finally {
    const removal = { abortSignal: AbortSignal.timeout(REMOVAL_MILLISECONDS) };
    if (SubscriptionArn !== undefined) await sns.send(new UnsubscribeCommand({ SubscriptionArn }), removal);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }), removal);
  }
}
