import type { FunctionName } from "../runtime/domain/environment.ts";

export type Statement = {
  Sid: string;
  Effect: "Allow";
  Action: readonly string[];
  Resource: string | readonly string[];
};
export type PolicyDocument = { Version: "2012-10-17"; Statement: readonly Statement[] };

/** The ARNs of one stage that statements are written about. */
export type Reach = {
  readonly jobs: string;
  readonly jobsStream: string;
  readonly submissions: string;
  readonly connections: string;
  readonly queue: string;
  readonly bucket: string;
  readonly masterKey: string;
  readonly openaiKey: string;
  /** `arn:…:execute-api:{region}:{account}:{api}` of the WebSocket API. */
  readonly socketApi: string;
};

type Grant = (reach: Reach) => Statement;

const allow = (Sid: string, Action: readonly string[], Resource: (reach: Reach) => string | string[]): Grant => {
  return (reach) => ({ Sid, Effect: "Allow", Action, Resource: Resource(reach) });
};

/** What each function may do, beside writing its own log; every line is used by its handler. */
const GRANTS: Record<FunctionName, readonly Grant[]> = {
  api: [
    allow("WriteJobs", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], (r) => r.jobs),
    allow("NoteSubmissions", ["dynamodb:PutItem"], (r) => r.submissions),
    allow("IssueTickets", ["dynamodb:PutItem"], (r) => r.connections),
    allow("QueueJobs", ["sqs:SendMessage"], (r) => r.queue),
    allow("KeepArtifacts", ["s3:GetObject", "s3:PutObject"], (r) => `${r.bucket}/*`),
    allow("ReadMasterKey", ["secretsmanager:GetSecretValue"], (r) => r.masterKey),
  ],
  worker: [
    allow("WriteJobs", ["dynamodb:GetItem", "dynamodb:UpdateItem"], (r) => r.jobs),
    allow("TakeMessages", ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], (r) => r.queue),
    allow("KeepArtifacts", ["s3:PutObject"], (r) => `${r.bucket}/*`),
    allow("ReadModelKey", ["secretsmanager:GetSecretValue"], (r) => r.openaiKey),
  ],
  health: [
    allow("LookAtTable", ["dynamodb:DescribeTable"], (r) => r.jobs),
    allow("LookAtQueue", ["sqs:GetQueueAttributes"], (r) => r.queue),
    allow("LookAtBucket", ["s3:ListBucket"], (r) => r.bucket),
    allow("ReadKeys", ["secretsmanager:GetSecretValue"], (r) => [r.masterKey, r.openaiKey]),
  ],
  notify: [
    allow(
      "ReadStream",
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      (r) => r.jobsStream,
    ),
    allow("FindSubscribers", ["dynamodb:Query"], (r) => `${r.connections}/index/job`),
    allow("ForgetConnections", ["dynamodb:DeleteItem"], (r) => r.connections),
    allow("SendToSockets", ["execute-api:ManageConnections"], (r) => `${r.socketApi}/*/POST/@connections/*`),
  ],
  "ws-connect": [allow("Connect", ["dynamodb:DeleteItem", "dynamodb:PutItem"], (r) => r.connections)],
  "ws-disconnect": [allow("Disconnect", ["dynamodb:DeleteItem"], (r) => r.connections)],
  "ws-default": [
    allow("Subscribe", ["dynamodb:PutItem", "dynamodb:UpdateItem"], (r) => r.connections),
    allow("ReadJobs", ["dynamodb:GetItem"], (r) => r.jobs),
    allow("SendToSockets", ["execute-api:ManageConnections"], (r) => `${r.socketApi}/*/POST/@connections/*`),
  ],
};

/** The identity policy of one function's role: its own log group (ARN without `:*`) and what its handler uses, nothing else. */
export function policyFor(name: FunctionName, reach: Reach, logGroup: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logGroup}:*`,
      },
      ...GRANTS[name].map((grant) => grant(reach)),
    ],
  };
}

/** Who may take on a function's role: Lambda, for functions of this account only. */
export function trustPolicy(account: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "LambdaOnly",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  };
}
