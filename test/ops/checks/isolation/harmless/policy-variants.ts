import { ACCOUNT, arn, arnOf, set } from "../leaks/stack-draft.ts";

import { condition, each, type HarmlessVariant, oneOf, rewrite } from "./variant.ts";

/** Policies written otherwise, or narrower. */
export const POLICY_VARIANTS: Readonly<Record<string, HarmlessVariant>> = {
  "statements in another order": each((stack, random) =>
    rewrite(stack, (document) => {
      document.Statement = random.shuffled(document.Statement);
    }),
  ),
  "other Sids": each((stack, random) =>
    rewrite(stack, ({ Statement }) => {
      for (const statement of Statement) statement.Sid = `Sid${random.below(100_000)}`;
    }),
  ),
  "no Sids": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      for (const statement of Statement) delete statement.Sid;
    }),
  ),
  "lists with one entry as texts": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      for (const statement of Statement) statement.Resource = [statement.Resource].flat();
    }),
  ),
  "conditions on TLS": condition({ Bool: { "aws:SecureTransport": "true" } }),
  "conditions on an address": condition({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }),
  "conditions on a time": condition({ DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }),
  "conditions on an organization": condition({ StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } }),
  "conditions on an endpoint": condition({ StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } }),
  "a deny on everything of the other stage": oneOf((stack, other) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({ Sid: "Never", Effect: "Deny", Action: "*", Resource: other.all("Table").map(arnOf) });
    }),
  ),
  "a deny without TLS": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }),
  ),
  "a deny outside the stage's tag": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:ResourceTag/stage": stack.stage } },
      });
    }),
  ),
  "fewer actions": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      for (const statement of Statement) statement.Action = [statement.Action].flat().slice(0, 1);
    }),
  ),
  "a wildcard within the stage": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({
        Effect: "Allow",
        Action: "sqs:GetQueueUrl",
        Resource: arn("sqs", `atlas-codex-*-${stack.stage}`),
      });
    }),
  ),
  "a policy variable that stays in the stage": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({
        Effect: "Allow",
        Action: "dynamodb:GetItem",
        Resource: arn("dynamodb", "table/atlas-codex-jobs-$" + "{aws:PrincipalTag/stage}"),
      });
    }),
  ),
  "everything, by tag of the stage": each((stack) =>
    rewrite(stack, ({ Statement }) => {
      Statement.push({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/stage": stack.stage } },
      });
    }),
  ),
  "a wide policy within a narrow boundary": each((stack, random) => {
    const role = random.pick(stack.all("Role"));
    const name = `atlas-codex-boundary-${stack.stage}`;
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    const statements = [{ Effect: "Allow", Action: "dynamodb:*", Resource: stack.all("Table").map(arnOf) }];
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    stack.add({
      type: "aws:iam/policy:Policy",
      name: "boundary",
      id: boundary,
      inputs: { name, path: "/", policy },
      outputs: { arn: boundary },
    });
    set(role, {
      permissionsBoundary: boundary,
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"],
    });
  }),
};
