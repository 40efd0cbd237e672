export type WildcardException = {
  /** Types whose policies the exception is for; any when absent. */
  readonly types?: readonly string[];
  readonly action: RegExp;
  readonly resource: RegExp;
  /** What every principal of the statement must look like. */
  readonly principal?: RegExp;
  readonly reason: string;
};

/** Wildcards that stay because AWS offers nothing narrower. An action and a resource are excused as a pair. */
export const WILDCARD_EXCEPTIONS: readonly WildcardException[] = [
  {
    action: /^logs:(CreateLogStream|PutLogEvents)$/,
    resource: /^arn:[^*?]+:log-group:[^*?:]+:(log-stream:)?\*$/,
    reason: "Lambda makes up the names of log streams",
  },
  {
    action: /^s3:(Get|Put|Delete)Object(Tagging|Version)?$|^s3:AbortMultipartUpload$/,
    resource: /^arn:aws[\w-]*:s3:::[^*?/]+\/([^*?]+\/)?\*$/,
    reason: "keys of objects are made from jobs that do not exist yet",
  },
  {
    action: /^states:(DescribeExecution|StopExecution)$/,
    resource: /^arn:[^*?]+:states:[^*?]+:execution:[^*?:]+:\*$/,
    reason: "Step Functions makes up the names of a distributed map's executions, below the one machine that is named",
  },
  {
    action: /^execute-api:ManageConnections$/,
    resource: /^arn:[^*?]+:execute-api:[^*?]+\/[^*?/]+\/(POST|GET|DELETE)\/@connections\/\*$/,
    reason: "ids of connections are given by API Gateway when a client connects",
  },
  {
    action: /^execute-api:Invoke$/,
    resource: /^(arn:[^*?]+:)?execute-api:\/?[^*?]+\/\*$/,
    reason: "the paths below one stage of one API belong to the function that serves them",
  },
  {
    action:
      /^(cloudwatch:(PutMetricData|GetMetricData|DescribeAlarms)|xray:Put(TraceSegments|TelemetryRecords)|xray:GetSampling(Rules|Targets)|secretsmanager:GetRandomPassword|sts:GetCallerIdentity)$/,
    resource: /^\*$/,
    reason: "AWS knows no resource for this action",
  },
  {
    types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
    action: /^kms:\*$/,
    resource: /^\*$/,
    principal: /^arn:aws[\w-]*:iam::\d{12}:root$/,
    reason: "AWS asks that a key's own account keeps it: without an administrator a key can never be changed again",
  },
  {
    types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
    action: /^kms:[^*?]+$/,
    resource: /^\*$/,
    reason: 'in a key\'s policy "*" is the key itself, and nothing else can be written there',
  },
];
