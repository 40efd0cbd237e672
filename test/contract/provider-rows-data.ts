import type { TypeRow } from "./provider-type.ts";
import { trust } from "./provider-world.ts";

const tagged = { project: "contract" };
const retagged = { owner: "contract" };

function allowing(action: string): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
}

/** Identity, tables, queues and secrets. */
export const dataRows: readonly TypeRow[] = [
  {
    token: "aws:iam/role:Role",
    inputs: ({ name }) => ({
      name: name("role"),
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      description: "first",
      tags: tagged,
    }),
    change: () => ({ assumeRolePolicy: trust("sqs.amazonaws.com"), description: undefined, tags: retagged }),
    replace: () => ({ path: "/other/" }),
    drift: {
      shows: "description",
      act: ({ aws }, { id }) => aws.iam.updateRole({ RoleName: id, Description: "theirs" }),
    },
    outputs: { arn: /^arn:aws:iam::\d{12}:role\/contract-role-/, uniqueId: /./, createDate: /^\d{4}-/ },
  },
  {
    token: "aws:iam/rolePolicy:RolePolicy",
    needs: ["role"],
    standsOn: "role",
    loosened: ({ aws, on }, { state }) =>
      aws.iam.deleteRolePolicy({ RoleName: on("role").id, PolicyName: String(state.name) }),
    inputs: ({ name, on }) => ({ name: name("policy"), role: on("role").id, policy: allowing("s3:GetObject") }),
    change: () => ({ policy: allowing("s3:PutObject") }),
    replace: ({ name }) => ({ name: name("other-policy") }),
    drift: {
      shows: "policy",
      act: ({ aws, on }, { state }) =>
        aws.iam.putRolePolicy({
          RoleName: on("role").id,
          PolicyName: String(state.name),
          PolicyDocument: allowing("s3:*"),
        }),
    },
    outputs: {},
  },
  {
    token: "aws:sqs/queue:Queue",
    needs: ["queue"],
    inputs: ({ name, on }) => ({
      name: name("jobs"),
      visibilityTimeoutSeconds: 60,
      messageRetentionSeconds: 600,
      receiveWaitTimeSeconds: 5,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: on("queue").state.arn, maxReceiveCount: 3 }),
      tags: tagged,
    }),
    change: ({ on }) => ({
      visibilityTimeoutSeconds: 90,
      messageRetentionSeconds: undefined,
      delaySeconds: 3,
      redrivePolicy: JSON.stringify({ maxReceiveCount: 5, deadLetterTargetArn: on("queue").state.arn }),
      tags: retagged,
    }),
    replace: ({ name }) => ({ name: name("other-jobs") }),
    drift: {
      shows: "visibilityTimeoutSeconds",
      act: ({ aws }, { id }) => aws.sqs.setQueueAttributes({ QueueUrl: id, Attributes: { VisibilityTimeout: "7" } }),
    },
    outputs: { url: /^http/, arn: /^arn:aws:sqs:us-west-2:\d{12}:contract-jobs-/ },
  },
  {
    token: "aws:dynamodb/table:Table",
    inputs: ({ name }) => ({
      name: name("jobs"),
      hashKey: "id",
      rangeKey: "at",
      billingMode: "PAY_PER_REQUEST",
      attributes: ["id", "at", "status"].map((attribute) => ({ name: attribute, type: "S" })),
      globalSecondaryIndexes: [{ name: "by-status", hashKey: "status", rangeKey: "at", projectionType: "ALL" }],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      ttl: { attributeName: "expiresAt", enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: true,
      tags: tagged,
    }),
    change: () => ({
      attributes: ["owner", "id", "at"].map((attribute) => ({ name: attribute, type: "S" })),
      globalSecondaryIndexes: [
        { name: "by-owner", hashKey: "owner", projectionType: "INCLUDE", nonKeyAttributes: ["note"] },
      ],
      streamViewType: "KEYS_ONLY",
      ttl: { attributeName: "expiresAt", enabled: false },
      pointInTimeRecovery: { enabled: false },
      serverSideEncryption: { enabled: false },
      deletionProtectionEnabled: undefined,
      tags: retagged,
    }),
    replace: () => ({ rangeKey: "id2" }),
    drift: {
      shows: "deletionProtectionEnabled",
      act: ({ aws }, { id }) => aws.dynamodb.updateTable({ TableName: id, DeletionProtectionEnabled: true }),
    },
    outputs: { arn: /:table\/contract-jobs-/, streamArn: /\/stream\// },
  },
  {
    token: "aws:secretsmanager/secret:Secret",
    unimportable: ["recoveryWindowInDays"],
    inputs: ({ name }) => ({ name: name("key"), description: "first", recoveryWindowInDays: 0, tags: tagged }),
    change: () => ({ description: "second", tags: retagged }),
    replace: ({ name }) => ({ name: name("other-key") }),
    drift: {
      shows: "description",
      act: ({ aws }, { id }) => aws.secrets.updateSecret({ SecretId: id, Description: "theirs" }),
    },
    outputs: { arn: /^arn:aws:secretsmanager:us-west-2:\d{12}:secret:contract-key-/ },
  },
  {
    token: "aws:secretsmanager/secretVersion:SecretVersion",
    needs: ["secret"],
    standsOn: "secret",
    remains: true,
    inputs: ({ on }) => ({ secretId: on("secret").id, secretString: "hush" }),
    change: () => ({ versionStages: ["AWSCURRENT", "blue"] }),
    replace: () => ({ secretString: "hush again" }),
    drift: {
      shows: "versionStages",
      act: ({ aws, on }, { state }) =>
        aws.secrets.updateSecretVersionStage({
          SecretId: on("secret").id,
          VersionStage: "blue",
          RemoveFromVersionId: String(state.versionId),
        }),
    },
    outputs: { versionId: /./, arn: /:secret:contract-secret-/ },
  },
  {
    token: "aws:cloudwatch/logGroup:LogGroup",
    inputs: ({ name }) => ({ name: `/contract/${name("logs")}`, retentionInDays: 7, tags: tagged }),
    change: () => ({ retentionInDays: 14, tags: retagged }),
    replace: ({ name }) => ({ name: name("other-logs") }),
    drift: {
      shows: "retentionInDays",
      act: ({ aws }, { id }) => aws.logs.deleteRetentionPolicy({ logGroupName: id }),
    },
    outputs: { arn: /:log-group:\/contract\/contract-logs-[0-9a-f]+$/ },
  },
];
