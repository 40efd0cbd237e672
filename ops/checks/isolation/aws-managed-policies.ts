import type { PolicyDocument } from "../iam/document.ts";
import { parsePolicy } from "../iam/parse-policy.ts";

const LOGS = "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents";

// Actions on every resource, by name (AWS Managed Policy Reference Guide, November 2026). Of the longest, what concerns the
// services both stages are made of: enough to tell that the policy spans the stages.
const ACTIONS: Readonly<Record<string, string>> = {
  AdministratorAccess: "*",
  AWSLambdaBasicExecutionRole: LOGS,
  AWSLambdaSQSQueueExecutionRole: `sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes ${LOGS}`,
  AWSLambdaDynamoDBExecutionRole: `dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams ${LOGS}`,
  AWSLambdaKinesisExecutionRole: `kinesis:DescribeStream kinesis:GetRecords kinesis:GetShardIterator kinesis:ListStreams ${LOGS}`,
  AWSLambdaRole: "lambda:InvokeFunction",
  AWSLambda_ReadOnlyAccess: "lambda:Get* lambda:List* logs:DescribeLogGroups",
  AWSKeyManagementServicePowerUser:
    "kms:CreateAlias kms:CreateKey kms:DeleteAlias kms:Describe* kms:Get* kms:List* kms:TagResource kms:UntagResource",
  AWSStepFunctionsFullAccess: "states:*",
  AWSXRayDaemonWriteAccess: "xray:PutTraceSegments xray:PutTelemetryRecords",
  AmazonAPIGatewayPushToCloudWatchLogs: `${LOGS} logs:DescribeLogGroups logs:DescribeLogStreams logs:GetLogEvents logs:FilterLogEvents`,
  AmazonAPIGatewayAdministrator: "apigateway:*",
  AmazonAPIGatewayInvokeFullAccess: "execute-api:Invoke execute-api:ManageConnections",
  AmazonDynamoDBFullAccess: "dynamodb:*",
  AmazonDynamoDBReadOnlyAccess:
    "dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:GetItem dynamodb:ListTables dynamodb:Query dynamodb:Scan",
  AmazonEventBridgeFullAccess: "events:* scheduler:* pipes:*",
  AmazonKinesisFullAccess: "kinesis:*",
  AmazonSNSReadOnlyAccess: "sns:GetTopicAttributes sns:List*",
  AmazonSQSReadOnlyAccess: "sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListDeadLetterSourceQueues sqs:ListQueues",
  AmazonSSMFullAccess: "ssm:*",
  AmazonSSMReadOnlyAccess: "ssm:Describe* ssm:Get* ssm:List*",
  AmazonS3FullAccess: "s3:*",
  AmazonS3ReadOnlyAccess: "s3:Get* s3:List*",
  AmazonSNSFullAccess: "sns:*",
  AmazonSQSFullAccess: "sqs:*",
  AWSLambda_FullAccess: "lambda:* iam:PassRole logs:DescribeLogGroups",
  CloudWatchLogsFullAccess: "logs:*",
  CloudWatchLogsReadOnlyAccess: "logs:Describe* logs:Get* logs:List* logs:StartQuery logs:FilterLogEvents",
  IAMFullAccess: "iam:*",
  PowerUserAccess:
    "dynamodb:* events:* execute-api:* kms:* lambda:* logs:* s3:* secretsmanager:* sns:* sqs:* ssm:* states:*",
  ReadOnlyAccess: "dynamodb:Get* dynamodb:Query dynamodb:Scan lambda:Get* logs:Get* s3:Get* sns:Get* sqs:Get* ssm:Get*",
  SecretsManagerReadWrite: "secretsmanager:*",
};
const ARN = /^arn:aws[\w-]*:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/;

/** What a policy of AWS's own allows; undefined for one whose content is not known here. */
export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  const name = ARN.exec(arn)?.[1] ?? "";
  const actions = Object.hasOwn(ACTIONS, name) ? ACTIONS[name]?.split(" ") : undefined;
  if (actions === undefined) return undefined;
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  const read = parsePolicy(
    { Version: "2012-10-17", Statement: [statement] },
    { document: `AWS managed policy ${name}`, kind: "identity" },
  );
  return read.ok ? read.policy : undefined;
}
