import type { TypeRow } from "./provider-type.ts";
import type { World } from "./provider-world.ts";
import { letting } from "./root-policy.ts";

function bucketArn({ on }: World): string {
  return `arn:aws:s3:::${on("bucket").id}`;
}

/** Who may use what. */
export const guardRows: readonly TypeRow[] = [
  {
    token: "aws:sqs/queuePolicy:QueuePolicy",
    needs: ["queue"],
    standsOn: "queue",
    inputs: ({ on }) => ({ queueUrl: on("queue").id, policy: letting("sqs:SendMessage", on("queue").state.arn) }),
    change: ({ on }) => ({ policy: letting("sqs:ReceiveMessage", on("queue").state.arn) }),
    replace: () => ({ queueUrl: "http://127.0.0.1:1/000000000000/other" }),
    drift: {
      shows: "policy",
      act: ({ aws, on }, { id }) =>
        aws.sqs.setQueueAttributes({
          QueueUrl: id,
          Attributes: { Policy: letting("sqs:PurgeQueue", on("queue").state.arn) },
        }),
    },
    outputs: {},
  },
  {
    token: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    needs: ["queue"],
    standsOn: "queue",
    inputs: ({ on }) => ({
      queueUrl: on("queue").id,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: ["arn:aws:sqs:us-west-2:000000000000:source"],
      }),
    }),
    change: () => ({ redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) }),
    replace: () => ({ queueUrl: "http://127.0.0.1:1/000000000000/other" }),
    drift: {
      shows: "redriveAllowPolicy",
      act: ({ aws }, { id }) =>
        aws.sqs.setQueueAttributes({
          QueueUrl: id,
          Attributes: { RedriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) },
        }),
    },
    outputs: {},
  },
  {
    token: "aws:s3/bucketPolicy:BucketPolicy",
    needs: ["bucket"],
    standsOn: "bucket",
    inputs: (world) => ({ bucket: world.on("bucket").id, policy: letting("s3:ListBucket", bucketArn(world)) }),
    change: (world) => ({ policy: letting("s3:GetObject", `${bucketArn(world)}/*`) }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "policy",
      act: ({ aws, on }, { id }) =>
        aws.s3.putBucketPolicy({
          Bucket: id,
          Policy: letting("s3:DeleteObject", `arn:aws:s3:::${on("bucket").id}/*`),
        }),
    },
    outputs: {},
  },
  {
    token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    needs: ["bucket"],
    standsOn: "bucket",
    inputs: ({ on }) => ({ bucket: on("bucket").id, rule: { objectOwnership: "BucketOwnerPreferred" } }),
    change: () => ({ rule: { objectOwnership: "BucketOwnerEnforced" } }),
    replace: ({ name }) => ({ bucket: name("other") }),
    drift: {
      shows: "rule",
      act: ({ aws }, { id }) =>
        aws.s3.putBucketOwnershipControls({
          Bucket: id,
          OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
        }),
    },
    outputs: {},
  },
  {
    token: "aws:secretsmanager/secretPolicy:SecretPolicy",
    needs: ["secret"],
    standsOn: "secret",
    unimportable: ["blockPublicPolicy"],
    inputs: ({ on }) => ({
      secretArn: on("secret").id,
      policy: letting("secretsmanager:GetSecretValue", "*"),
      blockPublicPolicy: true,
    }),
    change: () => ({ policy: letting("secretsmanager:DescribeSecret", "*"), blockPublicPolicy: false }),
    replace: () => ({ secretArn: "arn:aws:secretsmanager:us-west-2:000000000000:secret:other-AbCdEf" }),
    drift: {
      shows: "policy",
      act: ({ aws }, { id }) =>
        aws.secrets.putResourcePolicy({ SecretId: id, ResourcePolicy: letting("secretsmanager:*", "*") }),
    },
    outputs: {},
  },
  {
    token: "aws:secretsmanager/secretRotation:SecretRotation",
    needs: ["secret", "function"],
    standsOn: "secret",
    unimportable: ["rotateImmediately"],
    inputs: ({ on }) => ({
      secretId: on("secret").id,
      rotationLambdaArn: on("function").state.arn,
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    }),
    change: () => ({ rotationRules: { scheduleExpression: "rate(10 days)", duration: "2h" } }),
    replace: () => ({ secretId: "arn:aws:secretsmanager:us-west-2:000000000000:secret:other-AbCdEf" }),
    drift: {
      shows: "rotationRules",
      act: ({ aws }, { id }) =>
        aws.secrets.rotateSecret({
          SecretId: id,
          RotationRules: { AutomaticallyAfterDays: 5 },
          RotateImmediately: false,
        }),
    },
    outputs: { rotationEnabled: /^true$/ },
  },
  {
    token: "aws:sns/topic:Topic",
    needs: ["key"],
    inputs: ({ name, on }) => ({
      name: name("alarms"),
      displayName: "first",
      kmsMasterKeyId: on("key").id,
      tags: { project: "contract" },
    }),
    change: () => ({ displayName: "second", kmsMasterKeyId: undefined, tags: { owner: "contract" } }),
    replace: ({ name }) => ({ name: name("other-alarms") }),
    drift: {
      shows: "displayName",
      act: ({ aws }, { id }) =>
        aws.sns.setTopicAttributes({ TopicArn: id, AttributeName: "DisplayName", AttributeValue: "theirs" }),
    },
    outputs: { arn: /^arn:aws:sns:us-west-2:\d{12}:contract-alarms-/, owner: /^\d{12}$/ },
  },
  {
    token: "aws:sns/topicPolicy:TopicPolicy",
    needs: ["topic"],
    standsOn: "topic",
    remains: true,
    inputs: ({ on }) => ({ arn: on("topic").id, policy: letting("sns:Publish", on("topic").id) }),
    change: ({ on }) => ({ policy: letting("sns:Subscribe", on("topic").id) }),
    replace: () => ({ arn: "arn:aws:sns:us-west-2:000000000000:other" }),
    drift: {
      shows: "policy",
      act: ({ aws }, { id }) =>
        aws.sns.setTopicAttributes({
          TopicArn: id,
          AttributeName: "Policy",
          AttributeValue: letting("sns:Publish", "*"),
        }),
    },
    outputs: { owner: /^\d{12}$/ },
  },
];
