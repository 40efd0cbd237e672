import { createHash } from "node:crypto";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { notificationTrip } from "../../../ops/verification/notification-trip.ts";
import { type Answered, fakeAws, refusal } from "../aws/live/fake-aws.ts";

const ID = "verify-1";
const NOT_THERE = refusal("QueueDoesNotExist");
function arrived(id = ID): Answered {
  const Body = `{"Message":"hear, hear: ${id}"}`;
  const MD5OfBody = createHash("md5").update(Body).digest("hex");
  return { body: { Messages: [{ Body, MD5OfBody }] } };
}
const SUBSCRIBED =
  "<SubscribeResponse><SubscribeResult><SubscriptionArn>arn:s</SubscriptionArn></SubscribeResult></SubscribeResponse>";

/** A trip whose queue answers so, one look after the other and the last again and again. */
async function trip(looks: readonly Answered[], milliseconds = 5_000) {
  const answers: Record<string, (count: number) => Answered> = {
    CreateQueue: () => ({ body: { QueueUrl: "https://sqs.us-west-2.amazonaws.com/1/q" } }),
    ReceiveMessage: (count) => looks[Math.min(count, looks.length) - 1] ?? { body: {} },
    DeleteQueue: () => looks.at(-1) ?? { body: {} },
    Subscribe: () => ({ body: SUBSCRIBED }),
  };
  const { options, asked } = fakeAws(({ operation }, count) => answers[operation]?.(count) ?? { body: "<a/>" });
  const topic = "arn:aws:sns:us-west-2:1:atlas-codex-alarms-preview";
  const clients = { sqs: new SQSClient(options), sns: new SNSClient(options) };
  const times = { milliseconds, againMilliseconds: 0, pauseMilliseconds: 1 };
  const going = notificationTrip(
    { ...clients, ...times, topic, stage: "preview", id: ID },
    new AbortController().signal,
  );
  const [end] = await Promise.allSettled([going]);
  const operations = asked.map(({ operation }) => operation);
  const count = end.status === "fulfilled" ? end.value : undefined;
  const refused = end.status === "rejected" ? String(end.reason) : undefined;
  return { count, refused, operations, published: operations.filter((one) => one === "Publish").length };
}

test("one that arrives at once is published once, and queue and subscription go", async () => {
  const { count, operations } = await trip([arrived()]);
  expect(count).toBe(1);
  const all = ["CreateQueue", "Subscribe", "Publish", "ReceiveMessage", "Unsubscribe", "DeleteQueue"];
  expect(operations).toEqual(all);
});

test("a queue that is not found yet is asked again, and what may be lost is published again", async () => {
  expect(await trip([NOT_THERE, { body: {} }, arrived("verify-2"), arrived()])).toMatchObject({
    count: 4,
    published: 4,
  });
});

test("one that never arrives is over with the time, also where the queue never came to be", async () => {
  for (const look of [NOT_THERE, { body: {} }]) {
    const { count, operations, published } = await trip([look], 60);
    expect(count).toBeUndefined();
    expect(published).toBeGreaterThan(1);
    expect(operations.slice(-2)).toEqual(["Unsubscribe", "DeleteQueue"]);
  }
});

test("what AWS refuses otherwise goes on to the caller, after queue and subscription are gone", async () => {
  const { refused, operations } = await trip([refusal("AccessDenied")]);
  expect(refused).toMatch(/AccessDenied/);
  expect(operations.slice(-2)).toEqual(["Unsubscribe", "DeleteQueue"]);
});
