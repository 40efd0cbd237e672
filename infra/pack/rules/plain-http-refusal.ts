import { element, policiesOf, principals, type Statement } from "../iam-policies.ts";
import type { Resource, Value } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isObject, isUnknown, listOf } from "../unknown.ts";

type Refusal = {
  /** The actions by any of which the refusal is general enough. */
  readonly actions: readonly string[];
  /** What at least one of the statement's resources looks like. */
  readonly reaches: RegExp;
};

/** Resource policies that must refuse plain HTTP. SNS takes no wildcard in a topic's policy: publishing carries the data. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  "aws:s3/bucketPolicy:BucketPolicy": { actions: ["s3:*", "*"], reaches: /\*$/ },
  "aws:sqs/queuePolicy:QueuePolicy": { actions: ["sqs:*", "*"], reaches: /./ },
  "aws:sns/topicPolicy:TopicPolicy": { actions: ["sns:publish", "sns:*", "*"], reaches: /./ },
};

/** The policy of a bucket, queue or topic denies everyone who comes over plain HTTP. */
export function plainHttpRefused(resource: Resource): readonly Ruling[] {
  const wanted = REFUSALS[resource.type];
  if (wanted === undefined) return [];
  return policiesOf(resource).flatMap(({ property, statements }) => {
    if (statements === "unknown") return undecidedAbout([property]);
    if (statements !== "unreadable" && statements.some((statement) => refusesPlain(statement, wanted))) return [];
    return [
      violation(
        `${property} lets plain HTTP through`,
        `Add a statement that denies ${wanted.actions[0]} to everyone where aws:SecureTransport is false`,
      ),
    ];
  });
}

function refusesPlain(statement: Statement, { actions, reaches }: Refusal): boolean {
  const resources = listOf(statement.source.Resource);
  return (
    !statement.allows &&
    asksForTransportOnly(statement.source.Condition) &&
    principals(statement).includes("*") &&
    element(statement, "Action").some((action) => actions.includes(action.toLowerCase())) &&
    resources.some((target) => isUnknown(target) || (typeof target === "string" && reaches.test(target)))
  );
}

/** Whether a condition holds for plain HTTP and asks nothing else that could keep it from holding. */
function asksForTransportOnly(condition: Value | undefined): boolean {
  const tests = isObject(condition) ? Object.entries(condition) : [];
  return (
    tests.length === 1 &&
    tests.every(
      ([operator, test]) =>
        (operator === "Bool" || operator === "BoolIfExists") &&
        isObject(test) &&
        Object.keys(test).length === 1 &&
        Object.entries(test).every(
          ([key, value]) => key.toLowerCase() === "aws:securetransport" && `${listOf(value).join()}` === "false",
        ),
    )
  );
}
