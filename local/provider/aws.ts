import { APIGateway } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2 } from "@aws-sdk/client-apigatewayv2";
import { Budgets } from "@aws-sdk/client-budgets";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { Lambda } from "@aws-sdk/client-lambda";
import { S3 } from "@aws-sdk/client-s3";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { SFN } from "@aws-sdk/client-sfn";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { STS } from "@aws-sdk/client-sts";
import type { Configuration } from "./configuration.ts";

/** Clients of the embedded AWS for one region, each made when it is first asked for. */
export interface Aws {
  readonly region: string;
  readonly endpoint: string;
  /** The 12-digit account behind the credentials. */
  readonly account: () => Promise<string>;
  readonly apigateway: APIGateway;
  readonly apigatewayv2: ApiGatewayV2;
  readonly budgets: Budgets;
  readonly cloudwatch: CloudWatch;
  readonly dynamodb: DynamoDB;
  readonly iam: IAM;
  readonly kms: KMS;
  readonly lambda: Lambda;
  readonly logs: CloudWatchLogs;
  readonly s3: S3;
  readonly secrets: SecretsManager;
  readonly sfn: SFN;
  readonly sns: SNS;
  readonly sqs: SQS;
  readonly sts: STS;
}

/** Makes the clients; `region` differs from the configuration's where a resource names its own. */
export function connect(configuration: Configuration, region: string): Aws {
  const { endpoint, accessKeyId, secretAccessKey, sessionToken } = configuration;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const settings = { endpoint, region, credentials, maxAttempts: 3 };
  const made = new Map<string, unknown>();
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
  return {
    region,
    endpoint,
    account: () => once("account", () => accountOf(new STS(settings))),
    get apigateway() {
      return once("apigateway", () => new APIGateway(settings));
    },
    get apigatewayv2() {
      return once("apigatewayv2", () => new ApiGatewayV2(settings));
    },
    get budgets() {
      return once("budgets", () => new Budgets(settings));
    },
    get cloudwatch() {
      return once("cloudwatch", () => new CloudWatch(settings));
    },
    get dynamodb() {
      return once("dynamodb", () => new DynamoDB(settings));
    },
    get iam() {
      return once("iam", () => new IAM(settings));
    },
    get kms() {
      return once("kms", () => new KMS(settings));
    },
    get lambda() {
      return once("lambda", () => new Lambda(settings));
    },
    get logs() {
      return once("logs", () => new CloudWatchLogs(settings));
    },
    get s3() {
      return once("s3", () => new S3({ ...settings, forcePathStyle: true }));
    },
    get secrets() {
      return once("secrets", () => new SecretsManager(settings));
    },
    get sfn() {
      return once("sfn", () => new SFN(settings));
    },
    get sns() {
      return once("sns", () => new SNS(settings));
    },
    get sqs() {
      return once("sqs", () => new SQS(settings));
    },
    get sts() {
      return once("sts", () => new STS(settings));
    },
  };
}

async function accountOf(sts: STS): Promise<string> {
  const { Account } = await sts.getCallerIdentity();
  if (Account === undefined) throw new Error("the embedded AWS did not tell its account id");
  return Account;
}
