/** What a resource of a type holds that is gone with it. */
export const HELD: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "its items",
  "aws:s3/bucket:Bucket": "its objects",
  "aws:s3/bucketV2:BucketV2": "its objects",
  "aws:secretsmanager/secret:Secret": "its value",
  "aws:secretsmanager/secretVersion:SecretVersion": "its value",
  "aws:kms/key:Key": "all that it has encrypted",
  "aws:sqs/queue:Queue": "its messages",
  "aws:cloudwatch/logGroup:LogGroup": "its log lines",
};

export type MonthlyPrice = { readonly dollars: number; readonly of: string };

/**
 * What a resource of a type costs each month before anything is asked of it, in US dollars in us-west-2 without free tiers;
 * those that are not named are paid for by what they do. Source: the services' public price lists.
 */
export const MONTHLY_PRICES: Readonly<Record<string, MonthlyPrice>> = {
  "aws:kms/key:Key": { dollars: 1, of: "KMS key" },
  "aws:secretsmanager/secret:Secret": { dollars: 0.4, of: "secret" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { dollars: 0.1, of: "alarm" },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { dollars: 0.5, of: "composite alarm" },
  "aws:cloudwatch/dashboard:Dashboard": { dollars: 3, of: "dashboard" },
  "aws:wafv2/webAcl:WebAcl": { dollars: 5, of: "web ACL" },
  "aws:route53/zone:Zone": { dollars: 0.5, of: "hosted zone" },
  "aws:ec2/natGateway:NatGateway": { dollars: 32.85, of: "NAT gateway" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { dollars: 7.3, of: "VPC endpoint in each zone" },
  "aws:ec2/eip:Eip": { dollars: 3.65, of: "public address" },
};

/** `aws:cloudwatch/metricAlarm:MetricAlarm` for a person: `cloudwatch metric alarm`. */
export function typeTold(type: string): string {
  const [, service = "", kind = ""] = /^aws:([^/:]+)\/([^/:]+):/.exec(type) ?? [];
  if (kind === "") return type.split(":").at(-1) ?? type;
  return `${service} ${kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}
