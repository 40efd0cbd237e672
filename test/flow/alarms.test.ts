import { randomBytes } from "node:crypto";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { connect } from "../../local/provider/aws.ts";
import { STAGES } from "../../runtime/domain/stage.ts";
import { eventually } from "./api-client.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test", sessionToken: undefined };
const region = "us-west-2";
const endpoint = inject("emulatorEndpoint");
const aws = connect({ ...credentials, endpoint, region, defaultTags: {}, allowedAccountIds: [] }, region);

describe.each(STAGES)("the alarms of %s", (stage) => {
  test("tell the stage's own topic when they go off, and again when all is calm", async () => {
    const name = `listener-${randomBytes(4).toString("hex")}`;
    const { QueueUrl = "" } = await aws.sqs.createQueue({ QueueName: name });
    const account = await aws.account();
    const TopicArn = `arn:aws:sns:${region}:${account}:atlas-codex-alarms-${stage}`;
    const Endpoint = `arn:aws:sqs:${region}:${account}:${name}`;
    const Statement = [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: Endpoint,
        Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
      },
    ];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await aws.sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy } });
    const { SubscriptionArn = "" } = await aws.sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint });
    onTestFinished(async () => {
      await aws.sns.unsubscribe({ SubscriptionArn });
      await aws.sqs.deleteQueue({ QueueUrl });
    });
    const AlarmName = `atlas-codex-ws-connect-throttles-${stage}`;
    const heard = async (StateValue: "ALARM" | "OK") => {
      await aws.cloudwatch.setAlarmState({ AlarmName, StateValue, StateReason: "tried" });
      return eventually(`the ${StateValue} message`, async () => {
        const { Messages = [] } = await aws.sqs.receiveMessage({ QueueUrl });
        const told = Messages.map(({ Body = "" }) => JSON.parse((JSON.parse(Body) as { Message: string }).Message));
        return told.find((message) => message.AlarmName === AlarmName && message.NewStateValue === StateValue);
      });
    };
    expect(await heard("ALARM")).toMatchObject({ Trigger: { MetricName: "Throttles" } });
    await heard("OK");
  });

  test("are what one place lists for a stage, and every name ends with it", async () => {
    const { MetricAlarms = [] } = await aws.cloudwatch.describeAlarms({});
    const own = MetricAlarms.filter(({ AlarmName = "" }) => AlarmName.endsWith(`-${stage}`));
    expect(own.length).toBeGreaterThan(20);
    const topic = `arn:aws:sns:${region}:${await aws.account()}:atlas-codex-alarms-${stage}`;
    for (const { AlarmName, AlarmActions, OKActions } of own) {
      expect([AlarmActions, OKActions], AlarmName).toEqual([[topic], [topic]]);
    }
  });
});
