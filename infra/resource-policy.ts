import { FUNCTION_NAMES } from "../runtime/domain/environment.ts";
import type { PerFunction } from "./functions.ts";
import { GRANTS, type ResourceName } from "./grants.ts";
import { document, type PolicyDocument, resourcesOf, type Statement } from "./policy.ts";

/** The ARNs of a stage's roles, by the function that has each. */
export type RoleArns = PerFunction<string>;

export type ResourceSubject = {
  readonly resource: ResourceName;
  readonly arn: string;
  readonly roles: RoleArns;
};

/** The policy of a queue, bucket or secret: the functions that use it, each for what it does there, and nobody in plain text. */
export function resourcePolicy({ resource, arn, roles }: ResourceSubject): PolicyDocument {
  const allowed = FUNCTION_NAMES.flatMap((name) => {
    const role = roles[name];
    if (role === undefined) return [];
    return GRANTS[name]
      .filter((grant) => resourcesOf(grant).includes(resource))
      .map(
        (grant): Statement => ({
          Sid: `${pascal(name)}${grant.sid}`,
          Effect: "Allow",
          Principal: { AWS: role },
          Action: grant.actions,
          Resource: `${arn}${grant.below ?? ""}`,
          ...(grant.condition === undefined ? {} : { Condition: grant.condition }),
        }),
      );
  });
  const [service = ""] = arn.split(":").slice(2);
  return document([...allowed, refusePlainText(`${service}:*`, service === "s3" ? [arn, `${arn}/*`] : arn)]);
}

/** The policy of a queue that no function uses: letters arrive by redrive, and operators have identities of their own. */
export function unusedQueuePolicy(arn: string): PolicyDocument {
  return document([refusePlainText("sqs:*", arn)]);
}

export type TopicSubject = {
  readonly topic: string;
  readonly alarms: string;
  readonly budget: string;
  readonly account: string;
};

/** Who may publish to the alarm topic: this stage's alarms and its budget. SNS takes no `sns:*` in a topic's policy. */
export function topicPolicy({ topic, alarms, budget, account }: TopicSubject): PolicyDocument {
  const publish = (Sid: string, Service: string, source: string): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: "sns:Publish",
    Resource: topic,
    Condition: fromSource(source, account),
  });
  return document([
    publish("AlarmsPublish", "cloudwatch.amazonaws.com", alarms),
    publish("BudgetPublishes", "budgets.amazonaws.com", budget),
    refusePlainText("sns:Publish", topic),
  ]);
}

/** Holds when a service acts for one of our resources and not for somebody else's. */
export function fromSource(source: string, account: string) {
  return { ArnLike: { "aws:SourceArn": source }, StringEquals: { "aws:SourceAccount": account } };
}

function refusePlainText(Action: string, Resource: string | readonly string[]): Statement {
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  return { Sid: "RefusePlainText", Effect: "Deny", Principal: "*", Action, Resource, Condition };
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
