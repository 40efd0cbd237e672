import type { FunctionName } from "../runtime/domain/environment.ts";

/** What statements of a stage are written about. `providerKeys` are those of further model providers, often none; `socketApi` is the WebSocket API's stage, as execute-api names it. */
export const RESOURCE_NAMES = [
  "jobs",
  "jobsStream",
  "submissions",
  "connections",
  "operations",
  "queue",
  "bucket",
  "masterKey",
  "openaiKey",
  "providerKeys",
  "socketApi",
] as const;
export type ResourceName = (typeof RESOURCE_NAMES)[number];

/** Leave for one function to do something with a resource, or with what lies `below` it. */
export type Grant = {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly on: ResourceName | readonly ResourceName[];
  /** Appended to the resource's ARN. */
  readonly below?: string;
  /** What must hold beside. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const SEND_TO_SOCKETS = {
  sid: "SendToSockets",
  actions: ["execute-api:ManageConnections"],
  on: "socketApi",
  below: "/POST/@connections/*",
} as const satisfies Grant;

/** What each function may do, beside writing its own log; every line is used by its handler. */
export const GRANTS: Record<FunctionName, readonly Grant[]> = {
  api: [
    {
      sid: "WriteJobs",
      actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      on: "jobs",
    },
    { sid: "ListJobs", actions: ["dynamodb:Query"], on: "jobs", below: "/index/listed" },
    { sid: "NoteSubmissions", actions: ["dynamodb:PutItem"], on: "submissions" },
    { sid: "IssueTickets", actions: ["dynamodb:PutItem"], on: "connections" },
    { sid: "QueueJobs", actions: ["sqs:SendMessage"], on: "queue" },
    { sid: "KeepArtifacts", actions: ["s3:GetObject", "s3:PutObject"], on: "bucket", below: "/*" },
    { sid: "ReadMasterKey", actions: ["secretsmanager:GetSecretValue"], on: "masterKey" },
  ],
  worker: [
    { sid: "WriteJobs", actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"], on: "jobs" },
    {
      sid: "TakeMessages",
      actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      on: "queue",
    },
    { sid: "KeepArtifacts", actions: ["s3:GetObject", "s3:PutObject"], on: "bucket", below: "/*" },
    { sid: "ReadModelKey", actions: ["secretsmanager:GetSecretValue"], on: ["openaiKey", "providerKeys"] },
  ],
  health: [
    { sid: "LookAtTable", actions: ["dynamodb:DescribeTable"], on: "jobs" },
    { sid: "LookAtQueue", actions: ["sqs:GetQueueAttributes"], on: "queue" },
    { sid: "LookAtBucket", actions: ["s3:ListBucket"], on: "bucket" },
    { sid: "ReadKeys", actions: ["secretsmanager:GetSecretValue"], on: ["masterKey", "openaiKey", "providerKeys"] },
  ],
  notify: [
    {
      sid: "ReadStream",
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      on: "jobsStream",
    },
    { sid: "FindSubscribers", actions: ["dynamodb:Query"], on: "connections", below: "/index/job" },
    { sid: "ForgetConnections", actions: ["dynamodb:DeleteItem"], on: "connections" },
    SEND_TO_SOCKETS,
  ],
  "ws-connect": [{ sid: "Connect", actions: ["dynamodb:DeleteItem", "dynamodb:PutItem"], on: "connections" }],
  "ws-disconnect": [{ sid: "Disconnect", actions: ["dynamodb:DeleteItem"], on: "connections" }],
  "ws-default": [
    { sid: "Subscribe", actions: ["dynamodb:PutItem", "dynamodb:UpdateItem"], on: "connections" },
    { sid: "ReadJobs", actions: ["dynamodb:GetItem"], on: "jobs" },
    SEND_TO_SOCKETS,
  ],
  "rotate-secret": [
    {
      sid: "RenewMasterKey",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      on: "masterKey",
    },
  ],
  "migrate-segment": [
    { sid: "MigrateJobs", actions: ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:UpdateItem"], on: "jobs" },
    {
      sid: "KeepRun",
      actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
      on: "operations",
    },
    { sid: "KeepUndoLog", actions: ["s3:GetObject", "s3:PutObject"], on: "bucket", below: "/migrations/*" },
    {
      sid: "FindUndoLog",
      actions: ["s3:ListBucket"],
      on: "bucket",
      condition: { StringLike: { "s3:prefix": "migrations/*" } },
    },
  ],
};
