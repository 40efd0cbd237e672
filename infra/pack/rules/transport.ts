import { valuesAt } from "../property.ts";
import type { Resource, StackFacts } from "../resource.ts";
import { type Ruling, type StackRuling, undecidedAbout, violation } from "../rule.ts";
import { textsIn } from "../texts.ts";
import { isUnknown } from "../unknown.ts";
import { withoutCompanion } from "./companion.ts";
import { plainHttpRefused } from "./plain-http-refusal.ts";

/** Least TLS version of a domain name, by type and property. */
const DOMAINS: Readonly<Record<string, string>> = {
  "aws:apigateway/domainName:DomainName": "securityPolicy",
  "aws:apigatewayv2/domainName:DomainName": "domainNameConfiguration.securityPolicy",
};

/** What travels is encrypted: policies refuse plain HTTP, domains ask for TLS 1.2, and no address begins with http://. */
export function transport(resource: Resource, stack: StackFacts): readonly Ruling[] {
  return [...plainHttpRefused(resource), ...domain(resource), ...(stack.embedded ? [] : plainAddresses(resource))];
}

function domain({ type, props }: Resource): readonly Ruling[] {
  const path = DOMAINS[type];
  if (path === undefined) return [];
  const [policy] = valuesAt(props, path);
  if (isUnknown(policy)) return undecidedAbout([path]);
  return typeof policy === "string" && /TLS_?1_[23]|TLS13/.test(policy)
    ? []
    : [violation(`${path} is ${policy === undefined ? "not set" : String(policy)}`, "Set it to TLS_1_2")];
}

const CARRIERS: ReadonlySet<string> = new Set([
  "aws:lambda/function:Function",
  "aws:apigateway/integration:Integration",
  "aws:apigatewayv2/integration:Integration",
  "aws:sns/topicSubscription:TopicSubscription",
]);

function plainAddresses({ type, props }: Resource): readonly Ruling[] {
  if (!CARRIERS.has(type)) return [];
  const texts = [...textsIn(props)];
  return [
    ...texts
      .filter(
        ({ text, key }) => text !== undefined && (/^http:\/\//i.test(text) || (key === "protocol" && text === "http")),
      )
      .map(({ path }) => violation(`${path} is plain HTTP`, "Use https")),
  ];
}

const NEEDS_POLICY = [
  {
    of: "aws:s3/bucket:Bucket",
    companions: { "aws:s3/bucketPolicy:BucketPolicy": "bucket" },
    what: "a BucketPolicy",
  },
  {
    of: "aws:sqs/queue:Queue",
    companions: { "aws:sqs/queuePolicy:QueuePolicy": "queueUrl" },
    what: "a QueuePolicy",
  },
  {
    of: "aws:sns/topic:Topic",
    companions: { "aws:sns/topicPolicy:TopicPolicy": "arn" },
    what: "a TopicPolicy",
  },
] as const;

/** Every bucket, queue and topic has a policy in which plain HTTP can be refused. */
export function transportOfStack(resources: readonly Resource[]): readonly StackRuling[] {
  return NEEDS_POLICY.flatMap(({ of, companions, what }) =>
    withoutCompanion(resources, {
      of,
      companions,
      problem: "nothing refuses plain HTTP",
      change: `Give it ${what} that denies access where aws:SecureTransport is false`,
    }),
  );
}
