import { randomBytes } from "node:crypto";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, inject, test } from "vitest";
import { unusedQueuePolicy } from "../../infra/resource-policy.ts";
import { connect } from "../../local/provider/aws.ts";

const endpoint = inject("emulatorEndpoint");
const root = { region: "us-west-2", accessKeyId: "test", secretAccessKey: "test", sessionToken: undefined };
const aws = connect({ ...root, endpoint, defaultTags: {}, allowedAccountIds: [] }, root.region);

/** A client with a user's own credentials, which policies are evaluated for. */
function clientOf(credentials: { accessKeyId: string; secretAccessKey: string }, transport: "plain" | "secure") {
  const client = new SQSClient({ endpoint, region: root.region, credentials });
  client.middlewareStack.add(
    (next) => async (call) => {
      const { headers } = call.request as { headers: Record<string, string> };
      if (transport === "plain") headers["x-forwarded-proto"] = "http";
      return next(call);
    },
    { step: "build" },
  );
  return client;
}

test("a resource policy refuses what comes in plain text, and what does not is let through", async () => {
  const name = `transport-${randomBytes(4).toString("hex")}`;
  const { QueueUrl = "" } = await aws.sqs.createQueue({ QueueName: name });
  const arn = `arn:aws:sqs:${root.region}:${await aws.account()}:${name}`;
  await aws.sqs.setQueueAttributes({
    QueueUrl,
    Attributes: { Policy: JSON.stringify(unusedQueuePolicy(arn)) },
  });
  await aws.iam.createUser({ UserName: name });
  const Statement = [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: arn }];
  await aws.iam.putUserPolicy({
    UserName: name,
    PolicyName: "send",
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
  const { AccessKey } = await aws.iam.createAccessKey({ UserName: name });
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const send = (transport: "plain" | "secure") =>
    clientOf(credentials, transport).send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));

  await expect(send("plain")).rejects.toThrow(/explicit deny|not authorized|AccessDenied/i);
  expect((await send("secure")).MessageId).toBeTypeOf("string");

  await aws.iam.deleteAccessKey({ UserName: name, AccessKeyId: credentials.accessKeyId });
  await aws.iam.deleteUserPolicy({ UserName: name, PolicyName: "send" });
  await aws.iam.deleteUser({ UserName: name });
  await aws.sqs.deleteQueue({ QueueUrl });
});
