import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { callerAccount } from "../../aws/caller.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { notificationTrip } from "../notification-trip.ts";
import { brought, type VerificationStep } from "../verification.ts";

/** A test notification goes through the stage's topic and arrives at a queue that exists for it alone; people who subscribed hear it too. */
export const notification: VerificationStep = {
  name: "test notification",
  needs: ["stack outputs", "alarms"],
  async run({ stage, id, timeoutMilliseconds: milliseconds, found }, signal) {
    const { region } = brought(found.outputs);
    const account = await callerAccount({ region, maxAttempts: 3 }, signal);
    const topic = `arn:aws:sns:${region}:${account}:atlas-codex-alarms-${stage}`;
    const clients = { sqs: new SQSClient({ region }), sns: new SNSClient({ region }) };
    try {
      const published = await notificationTrip({ ...clients, topic, stage, id, milliseconds }, signal);
      const message = `The test notification did not arrive within ${milliseconds / 1000} s.`;
      const fix = "May you publish to the topic and use its key? Look at the topic's delivery.";
      const findings: Finding[] =
        published === undefined ? [{ code: "notification-lost", message, subject: topic, fix }] : [];
      const detail = published === undefined ? undefined : arrival(published);
      return { steps: [judgedStep({ name: this.name, detail, findings })] };
    } finally {
      clients.sqs.destroy();
      clients.sns.destroy();
    }
  },
};

function arrival(published: number): string {
  const more = published === 1 ? "" : ` when ${published} had been published`;
  return `arrived at a queue of its own${more}, which is removed`;
}
