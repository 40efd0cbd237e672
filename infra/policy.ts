import type { FunctionName } from "../runtime/domain/environment.ts";
import { GRANTS, type Grant, type ResourceName } from "./grants.ts";
import { KEY_SERVICES, KEY_USE } from "./key-use.ts";

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
export type Principal = "*" | { readonly AWS: string | readonly string[] } | { readonly Service: string };
export type Statement = {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal?: Principal;
  Action: string | readonly string[];
  Resource: string | readonly string[];
  Condition?: Condition;
};
export type PolicyDocument = { Version: "2012-10-17"; Statement: readonly Statement[] };

/** The ARNs of one stage that statements are written about. */
export type Reach = Readonly<Record<Exclude<ResourceName, "providerKeys">, string>> & {
  readonly providerKeys: readonly string[];
};

export type PolicySubject = {
  readonly name: FunctionName;
  readonly reach: Reach;
  /** ARN of the function's log group, without `:*`. */
  readonly logGroup: string;
  /** ARN of the stage's key. */
  readonly key: string;
  readonly region: string;
};

/** The identity policy of one function's role: its own log group, what its handler uses, and the stage's key for just that. */
export function policyFor({ name, reach, logGroup, key, region }: PolicySubject): PolicyDocument {
  return document([
    {
      Sid: "WriteLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroup}:*`,
    },
    ...GRANTS[name].map(
      (grant): Statement => ({
        Sid: grant.sid,
        Effect: "Allow",
        Action: grant.actions,
        Resource: single(
          resourcesOf(grant)
            .flatMap((resource) => reach[resource])
            .map((arn) => `${arn}${grant.below ?? ""}`),
        ),
        ...(grant.condition === undefined ? {} : { Condition: grant.condition }),
      }),
    ),
    ...KEY_SERVICES.flatMap((service): Statement[] => {
      const actions = KEY_USE[name][service];
      if (actions === undefined) return [];
      const Condition = through(service, region);
      return [{ Sid: `UseKeyFor${KEY_SID[service]}`, Effect: "Allow", Action: actions, Resource: key, Condition }];
    }),
  ]);
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

/** What each service encrypts, within a statement's name. */
export const KEY_SID = {
  dynamodb: "Tables",
  s3: "Buckets",
  secretsmanager: "Secrets",
  sqs: "Queues",
} as const satisfies Record<(typeof KEY_SERVICES)[number], string>;

/** Holds when one service of the region asks on somebody's behalf, and never when they ask themselves. */
export function through(service: (typeof KEY_SERVICES)[number], region: string): Condition {
  return { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } };
}

/** The resources a grant is about. */
export function resourcesOf({ on }: Grant): readonly ResourceName[] {
  return typeof on === "string" ? [on] : on;
}

/** Statements as a policy document. */
export function document(Statement: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

function single(resources: readonly string[]): string | readonly string[] {
  const [only] = resources;
  return resources.length === 1 && only !== undefined ? only : resources;
}
