/** Types that only say something more about another: their properties become those of it. */
export const MERGED: Readonly<
  Record<string, { into: string; by: string; properties: Readonly<Record<string, string>> }>
> = {
  "aws:sqs/queuePolicy:QueuePolicy": { into: "queue", by: "queueUrl", properties: { policy: "policy" } },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    ...{ into: "queue", by: "queueUrl" },
    properties: { redrivePolicy: "redrivePolicy" },
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    ...{ into: "queue", by: "queueUrl" },
    properties: { redriveAllowPolicy: "redriveAllowPolicy" },
  },
  "aws:sns/topicPolicy:TopicPolicy": { into: "topic", by: "arn", properties: { policy: "policy" } },
  "aws:kms/keyPolicy:KeyPolicy": { into: "key", by: "keyId", properties: { policy: "policy" } },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    ...{ into: "secret", by: "secretArn" },
    properties: { policy: "policy" },
  },
  "aws:apigateway/restApiPolicy:RestApiPolicy": { into: "API", by: "restApiId", properties: { policy: "policy" } },
};
