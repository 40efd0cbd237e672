import { PublishCommand, type SNSClient, SubscribeCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Stage } from "../../runtime/domain/stage.ts";
import { listenerPolicy } from "./listener-policy.ts";
import { waitUntil } from "./wait-until.ts";

export type NotificationTrip = {
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  /** ARN of the stage's topic. */
  readonly topic: string;
  readonly stage: Stage;
  /** Marks the queue and every message of this trip. */
  readonly id: string;
  /** For how long to wait until one arrives. */
  readonly milliseconds: number;
  /** After how long without an arrival to publish once more. */
  readonly againMilliseconds?: number;
  /** Between two looks at the queue. */
  readonly pauseMilliseconds?: number;
};

/** What is published before queue and subscription are ready may be lost: another one follows, but whoever is on call gets each. */
const AGAIN_MILLISECONDS = 20_000;
/** Its own time: queue and subscription go even when the verification is broken off. */
const REMOVAL_MILLISECONDS = 10_000;

/** Publishes to a topic until one arrives at a queue that exists for it alone; how many it took, undefined when none came in time. */
export async function notificationTrip(trip: NotificationTrip, signal: AbortSignal): Promise<number | undefined> {
  const { sqs, sns, topic, id, stage } = trip;
  const abortSignal = signal;
  const QueueName = `atlas-codex-${id}-${stage}`;
  const queue = topic.replace(":sns:", ":sqs:").replace(/[^:]+$/, QueueName);
  // With its policy from the beginning: a policy that comes later may take a minute to count.
  const Attributes = { Policy: listenerPolicy({ queue, topic }) };
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }), { abortSignal });
  let SubscriptionArn: string | undefined;
  try {
    const subscribing = new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint: queue });
    SubscriptionArn = (await sns.send(subscribing, { abortSignal })).SubscriptionArn;
    return await published({ ...trip, QueueUrl }, signal);
  } finally {
    const removal = { abortSignal: AbortSignal.timeout(REMOVAL_MILLISECONDS) };
    if (SubscriptionArn !== undefined) await sns.send(new UnsubscribeCommand({ SubscriptionArn }), removal);
    await onceThere(sqs.send(new DeleteQueueCommand({ QueueUrl }), removal));
  }
}

type Listening = NotificationTrip & { readonly QueueUrl: string };

async function published(trip: Listening, signal: AbortSignal): Promise<number | undefined> {
  const { sqs, sns, topic: TopicArn, stage, id, QueueUrl, milliseconds, pauseMilliseconds } = trip;
  const { againMilliseconds = AGAIN_MILLISECONDS } = trip;
  const Subject = `Atlas Codex ${stage}: a test, nothing is wrong`;
  const Message = `ops verify-deployment sees whether notifications arrive. ${id}`;
  const looking = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    if (performance.now() - last >= againMilliseconds) {
      await sns.send(new PublishCommand({ TopicArn, Subject, Message }), { abortSignal: signal });
      count += 1;
      last = performance.now();
    }
    const answer = await onceThere(sqs.send(new ReceiveMessageCommand(looking), { abortSignal: signal }));
    return answer?.Messages?.some(({ Body = "" }) => Body.includes(id)) ? count : undefined;
  };
  return waitUntil({ milliseconds, pauseMilliseconds, ask }, signal);
}

/** SQS gives a new queue a second and more until every request finds it: undefined before. */
async function onceThere<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
