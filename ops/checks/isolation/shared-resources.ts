import { parseArn } from "../iam/arn.ts";
import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding } from "./judgement.ts";
import type { Item, Pair } from "./stage-model.ts";
import { textsIn } from "./texts-in.ts";

/** What exists once per account and region, whoever declares it. */
const SINGLETONS = new Set([
  ...["aws:apigateway/account:Account", "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
  ...["aws:iam/accountAlias:AccountAlias", "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  ...["aws:ecr/registryPolicy:RegistryPolicy", "aws:ecr/replicationConfiguration:ReplicationConfiguration"],
  ...["aws:sns/smsPreferences:SmsPreferences", "aws:ses/activeReceiptRuleSet:ActiveReceiptRuleSet"],
  ...["aws:xray/encryptionConfig:EncryptionConfig", "aws:glue/resourcePolicy:ResourcePolicy"],
  ...["aws:ec2/ebsEncryptionByDefault:EbsEncryptionByDefault", "aws:ec2/ebsDefaultKmsKey:EbsDefaultKmsKey"],
]);
/** Settings of one stage that act on everything in the account. */
const ACCOUNT_WIDE = new Set(["aws:cloudwatch/logAccountPolicy:LogAccountPolicy"]);
/** Ids that are one resource's alone in an account: ARNs, URLs, UUIDs, and an inline policy's role with its name. */
const UNIQUE_ID = /^(arn:|https?:)|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[\w+=,.@-]{8,}:[\w+=,.@-]+$/;
const AWS_OWNED = /^(role\/aws-service-role\/|alias\/aws\/|root$)/;
/** What names one thing wherever it stands: networks and file systems, UUIDs of keys, user pools, queues' addresses. */
const SIGNATURES = [
  /\b(?:vpc|subnet|sg|eni|vpce|igw|rtb|fs|fsap|vol)-[0-9a-f]{8,17}\b/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  /\b[a-z]{2}-[a-z]+-\d_[A-Za-z0-9]{9}\b/g,
  /\balias\/(?!aws\/)[\w/-]+/g,
  /\/\d{12}\/[\w.-]+/g,
  /\b[a-z0-9]{8,10}\.execute-api\b/g,
];
/** Properties and variables whose value is the name of a resource. */
const NAMES_RESOURCE =
  /(^|\.)(logGroup|logGroupName|bucket|tableName|queueUrl|secretId|functionName|rule|eventBusName|restApi|apiId|streamName|repository|topic)$|\.variables\.\w*(TABLE|QUEUE|BUCKET|TOPIC|STREAM|SECRET|PARAMETER|LOG_GROUP)(_NAME|_ARN|_URL|_ID)?$/;
const ARN = /arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:\d{0,12}:[A-Za-z0-9_./:$@+=,#-]+/g;

function finding(
  code: "shared-resource" | "shared-role" | "account-wide-setting",
  what: string,
  items: readonly Item[],
): IsolationFinding {
  const [left, right] = items;
  return {
    code,
    message: `${what} belongs to both stages: ${left?.label} and ${right?.label}.`,
    subject: what,
    witness: { chain: [left?.label ?? what, what, right?.label ?? what] },
    fix: FIXES[code],
  };
}

function physical({ arn, type, resource, side }: Item): readonly string[] {
  const keys = arn?.startsWith("arn:") ? [arn] : [];
  if (SINGLETONS.has(type)) return [`${type} of account ${side.place.account} in ${side.place.region}`];
  const { id } = resource;
  if (keys.length > 0 || id === undefined || !UNIQUE_ID.test(id)) return keys;
  return type.startsWith("aws:") ? [`${type} ${id} of account ${side.place.account} in ${side.place.region}`] : [];
}

function external(item: Item, { sides: [left, right] }: Pair): readonly string[] {
  const accounts = new Set(["", left.place.account, right.place.account]);
  const found = new Set<string>();
  for (const { path, text } of textsIn(item.resource).texts) {
    if (NAMES_RESOURCE.test(path) && text !== "default") found.add(text);
    for (const signature of SIGNATURES) for (const [known] of text.matchAll(signature)) found.add(known);
    if (!text.includes("arn:aws")) continue;
    for (const [arn] of text.matchAll(ARN)) {
      const parts = parseArn(arn);
      if (parts === undefined || !accounts.has(parts.account) || AWS_OWNED.test(parts.resource)) continue;
      if (parts.service === "apigateway" || (parts.account === "" && parts.service !== "s3")) continue;
      found.add(arn.replace(/[:/.,]+$/, ""));
    }
  }
  return [...found];
}

function inBoth(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const first = new Map<string, Item>();
  const both = new Map<string, readonly Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = first.get(key);
      if (known === undefined) first.set(key, item);
      else if (known.side !== item.side && !both.has(key)) both.set(key, [known, item]);
    }
  }
  return both;
}

/** Physical resources both stages have or use: one ARN or id in both, or one of neither that both name. */
export function sharedResources(pair: Pair, index: IdentifierIndex): readonly IsolationFinding[] {
  const declared = inBoth(pair.items, physical);
  const used = inBoth(pair.items, (item) =>
    external(item, pair).filter((key) => !declared.has(key) && index.find(key).length === 0),
  );
  const wide = pair.sameAccount ? pair.items.filter(({ type }) => ACCOUNT_WIDE.has(type)) : [];
  return [
    ...[...declared].map(([key, items]) => finding("shared-resource", key, items)),
    ...[...used].map(([key, items]) =>
      finding(/:iam::\d+:role\//.test(key) ? "shared-role" : "shared-resource", key, items),
    ),
    ...wide.map((item) => finding("account-wide-setting", item.label, [item, item])),
  ];
}
