import { valuesAt } from "./property.ts";
import type { Properties, Resource, Value } from "./resource.ts";
import { jsonIn } from "./texts.ts";
import { isObject, isUnknown, listOf } from "./unknown.ts";

/** Which properties hold an IAM policy, by type. */
const POLICY_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/role:Role": ["assumeRolePolicy", "inlinePolicies[].policy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/userPolicy:UserPolicy": ["policy"],
  "aws:iam/groupPolicy:GroupPolicy": ["policy"],
  "aws:s3/bucket:Bucket": ["policy"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:s3/accessPoint:AccessPoint": ["policy"],
  "aws:sqs/queue:Queue": ["policy"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy"],
  "aws:sns/topic:Topic": ["policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy"],
  "aws:secretsmanager/secret:Secret": ["policy"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:lambda/resourcePolicy:ResourcePolicy": ["policy"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyDocument"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["policy"],
  "aws:apigateway/restApi:RestApi": ["policy"],
  "aws:apigateway/restApiPolicy:RestApiPolicy": ["policy"],
};

export type Statement = {
  /** The statement's Sid, or its place in the document, counted from one. */
  readonly label: string;
  readonly allows: boolean;
  readonly source: Properties;
};

export type PolicyReading = {
  readonly property: string;
  /** `unreadable` is no policy at all; `unknown` is not there yet. */
  readonly statements: readonly Statement[] | "unreadable" | "unknown";
};

/** The policies a resource carries: where the table says there is one, and wherever else a property reads as one. */
export function policiesOf({ type, props }: Resource): readonly PolicyReading[] {
  const expected = POLICY_PROPERTIES[type] ?? [];
  const others = Object.keys(props).filter((key) => !expected.includes(key) && isPolicy(documentIn(props[key])));
  return [...expected, ...others].flatMap((property) =>
    valuesAt(props, property).map((value) => ({
      property: property.replace("[]", ""),
      statements: statementsIn(value),
    })),
  );
}

function statementsIn(value: Value): PolicyReading["statements"] {
  if (isUnknown(value)) return "unknown";
  const document = documentIn(value);
  if (!isPolicy(document)) return "unreadable";
  const statements = listOf(document.Statement);
  if (isUnknown(document.Statement) || statements.some(isUnknown)) return "unknown";
  if (!statements.every(isObject)) return "unreadable";
  return statements.map((source, index) => ({
    label: typeof source.Sid === "string" && source.Sid !== "" ? source.Sid : `${index + 1}`,
    allows: source.Effect !== "Deny",
    source,
  }));
}

function documentIn(value: Value | undefined): Value | undefined {
  return typeof value === "string" ? jsonIn(value) : value;
}

function isPolicy(value: Value | undefined): value is Properties {
  return isObject(value) && "Statement" in value;
}

/** An element of a statement as texts: `Action`, `Resource` and so on may be one or many. Unknown ones are left out. */
export function element(statement: Statement, name: string): readonly string[] {
  return listOf(statement.source[name]).filter(
    (value): value is string => typeof value === "string" && !isUnknown(value),
  );
}

/** Whether some part of a statement is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** The principals of a statement as texts, without their kinds: `*`, `lambda.amazonaws.com`, an ARN. */
export function principals({ source }: Statement): readonly string[] {
  const { Principal } = source;
  const values = isObject(Principal) ? Object.values(Principal).flatMap(listOf) : listOf(Principal);
  return values.filter((value): value is string => typeof value === "string" && !isUnknown(value));
}
