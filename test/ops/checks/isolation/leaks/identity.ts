import type { LeakKinds, Seeding } from "./leak.ts";
import { ACCOUNT, arn, arnOf, type Bag, set } from "./stack-draft.ts";
import { allow, grantTo, SID } from "./statements.ts";

function granted(seeding: Seeding, statement: Bag, target: string, ...more: readonly Bag[]) {
  const role = grantTo(seeding, allow(statement), ...more);
  return { names: [arnOf(role), target], sid: SID };
}

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  Table: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:*", "dynamodb:Put*"],
  Queue: ["sqs:SendMessage", "sqs:*Message", "sqs:Purge*"],
  Function: ["lambda:InvokeFunction", "lambda:UpdateFunctionCode", "lambda:*"],
  Secret: ["secretsmanager:GetSecretValue", "secretsmanager:Put*", "*"],
  LogGroup: ["logs:FilterLogEvents", "logs:DeleteLogGroup"],
};

/** Leaks through what a statement of a role lets it do. */
export const IDENTITY_LEAKS: LeakKinds = {
  "a role's policy names a resource of the other stage": (seeding) => {
    const type = seeding.random.pick(Object.keys(ACTIONS));
    const target = arnOf(seeding.theirs.pick(type));
    return granted(seeding, { Action: seeding.random.pick(ACTIONS[type] ?? []), Resource: target }, target);
  },
  "a role's policy names objects of the other stage's bucket": (seeding) => {
    const bucket = arnOf(seeding.theirs.pick("Bucket"));
    const Resource = seeding.random.pick([`${bucket}/*`, `${bucket}/results/*`, `${bucket}*`]);
    return granted(seeding, { Action: ["s3:GetObject", "s3:PutObject"], Resource }, bucket);
  },
  "a role's policy has a resource of * for data": (seeding) =>
    granted(
      seeding,
      { Action: seeding.random.pick(["dynamodb:GetItem", "dynamodb:*"]), Resource: "*" },
      arnOf(seeding.theirs.pick("Table")),
    ),
  "a wildcard covers both stages": (seeding) =>
    granted(
      seeding,
      {
        Action: "sqs:ReceiveMessage",
        Resource: seeding.random.pick([
          arn("sqs", "atlas-codex-queue-*"),
          arn("sqs", "*-queue-*"),
          arn("sqs", "atlas-*"),
        ]),
      },
      arn("sqs", `atlas-codex-queue-${seeding.theirs.stage}`),
    ),
  "question marks cover the other stage": (seeding) =>
    granted(
      seeding,
      {
        Action: "dynamodb:UpdateItem",
        Resource: arn("dynamodb", `table/atlas-codex-jobs-${"?".repeat(seeding.theirs.stage.length)}`),
      },
      arn("dynamodb", `table/atlas-codex-jobs-${seeding.theirs.stage}`),
    ),
  "a wildcard for region and account": (seeding) =>
    granted(
      seeding,
      {
        Action: "lambda:InvokeFunction",
        Resource: `arn:aws:lambda:*:*:function:atlas-codex-worker-${seeding.theirs.stage}`,
      },
      arn("lambda", `function:atlas-codex-worker-${seeding.theirs.stage}`),
    ),
  "NotResource leaves the other stage in": (seeding) =>
    granted(
      seeding,
      { Action: "sqs:PurgeQueue", NotResource: arn("sqs", `*-${seeding.mine.stage}`) },
      arnOf(seeding.theirs.pick("Queue")),
    ),
  "NotAction leaves data actions in": (seeding) =>
    granted(
      seeding,
      {
        NotAction: ["iam:*", "sts:*"],
        Resource: arnOf(seeding.theirs.all("Table")[0] ?? seeding.theirs.pick("Table")),
      },
      "table/atlas-codex-",
    ),
  "a policy variable resolves to the other stage": (seeding) => {
    const Resource = arn("dynamodb", "table/atlas-codex-jobs-$" + "{aws:PrincipalTag/peer}");
    const role = grantTo(seeding, allow({ Action: "dynamodb:GetItem", Resource }));
    const tags = { ...(role.outputs.tags as Bag), peer: seeding.theirs.stage };
    set(role, { tags, tagsAll: tags });
    return { names: [arnOf(role), `jobs-${seeding.theirs.stage}`], sid: SID };
  },
  "a condition that anyone can meet": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Table"));
    const Condition = seeding.random.pick<Bag>([
      { Bool: { "aws:SecureTransport": "true" } },
      { StringEquals: { "aws:RequestedRegion": "us-west-2" } },
      { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/atlas-codex-*" } },
    ]);
    return granted(seeding, { Action: "dynamodb:PutItem", Resource: target, Condition }, target);
  },
  "a condition on the other stage's tag": (seeding) =>
    granted(
      seeding,
      {
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/stage": seeding.theirs.stage } },
      },
      arnOf(seeding.theirs.all("Queue")[0] ?? seeding.theirs.pick("Queue")),
    ),
  "a deny that does not cover all of it": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Table"));
    const deny = { Sid: "NotEnough", Effect: "Deny", Action: "dynamodb:DeleteItem", Resource: target };
    return granted(seeding, { Action: "dynamodb:*Item", Resource: target }, target, deny);
  },
  "the action is written in another case": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Secret"));
    return granted(seeding, { Action: "SecretsManager:getsecretvalue", Resource: target }, target);
  },
  "a secret named with question marks": (seeding) => {
    const Resource = arn("secretsmanager", `secret:atlas-codex-openai-api-key-${seeding.theirs.stage}-??????`);
    return granted(
      seeding,
      { Action: "secretsmanager:GetSecretValue", Resource },
      `openai-api-key-${seeding.theirs.stage}`,
    );
  },
  "sockets of the other stage": (seeding) => {
    const execution = String(seeding.theirs.pick("Api").outputs.executionArn);
    return granted(seeding, { Action: "execute-api:ManageConnections", Resource: `${execution}/*` }, execution);
  },
  "passing a role of the other stage": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Role"));
    return granted(seeding, { Action: "iam:PassRole", Resource: target }, target);
  },
  "passing a role of the other stage to one service": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Role"));
    const Condition = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
    return granted(seeding, { Action: "iam:PassRole", Resource: target, Condition }, target);
  },
  "rewriting a role of the other stage": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Role"));
    return granted(
      seeding,
      { Action: seeding.random.pick(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]), Resource: target },
      target,
    );
  },
  "an action on the whole account": (seeding) => {
    const Action = seeding.random.pick([
      "logs:PutResourcePolicy",
      "lambda:CreateEventSourceMapping",
      "events:PutPermission",
      "logs:PutAccountPolicy",
    ]);
    return granted(seeding, { Action, Resource: "*" }, Action);
  },
};
