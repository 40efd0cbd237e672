import type { LeakKinds, Seeding } from "./leak.ts";
import { ACCOUNT, arn, arnOf, type Bag, nameOf, set } from "./stack-draft.ts";
import { allow, grantTo, policy, roleNamed, SID } from "./statements.ts";

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

/** Leaks through what a principal of the stage may do. */
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
  "a managed policy attached to a role": (seeding) => {
    const { mine, theirs } = seeding;
    const target = arnOf(theirs.pick("Queue"));
    const role = mine.pick("Role");
    const name = `atlas-codex-extra-${mine.stage}`;
    const policyArn = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    const inputs = { name, path: "/", policy: policy(allow({ Action: "sqs:*", Resource: target })) };
    mine.add({ type: "aws:iam/policy:Policy", name: "extra", id: policyArn, inputs, outputs: { arn: policyArn } });
    mine.add({
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "extra",
      id: "x-1",
      inputs: { role: nameOf(role), policyArn },
    });
    return { names: [arnOf(role), target], sid: SID };
  },
  "a policy attached to many at once": (seeding) => {
    const { mine, theirs } = seeding;
    const target = arnOf(theirs.pick("Function"));
    const role = mine.pick("Role");
    const name = `atlas-codex-many-${mine.stage}`;
    const policyArn = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    const inputs = { name, path: "/", policy: policy(allow({ Action: "lambda:Invoke*", Resource: target })) };
    mine.add({ type: "aws:iam/policy:Policy", name: "many", id: policyArn, inputs, outputs: { arn: policyArn } });
    mine.add({
      type: "aws:iam/policyAttachment:PolicyAttachment",
      name: "many",
      id: "many",
      inputs: { name: "many", roles: [nameOf(role)], policyArn },
    });
    return { names: [arnOf(role), target], sid: SID };
  },
  "a policy of AWS's own that spans the account": (seeding) => {
    const { mine, theirs, random } = seeding;
    const role = mine.pick("Role");
    const name = random.pick(["AdministratorAccess", "AmazonDynamoDBFullAccess", "AmazonDynamoDBReadOnlyAccess"]);
    set(role, { managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
    return { names: [arnOf(role), arnOf(theirs.pick("Table"))] };
  },
  "an inline policy within the role": (seeding) => {
    const role = seeding.mine.pick("Role");
    const target = arnOf(seeding.theirs.pick("Secret"));
    set(role, {
      inlinePolicies: [{ name: "more", policy: policy(allow({ Action: "secretsmanager:*", Resource: target })) }],
    });
    return { names: [arnOf(role), target], sid: SID };
  },
  "a boundary that lets it through": (seeding) => {
    const { mine, theirs } = seeding;
    const target = arnOf(theirs.pick("Table"));
    const name = `atlas-codex-boundary-${mine.stage}`;
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    const inputs = { name, path: "/", policy: policy({ Sid: "Most", Effect: "Allow", Action: "*", Resource: "*" }) };
    mine.add({ type: "aws:iam/policy:Policy", name: "boundary", id: boundary, inputs, outputs: { arn: boundary } });
    const role = grantTo(seeding, allow({ Action: "dynamodb:GetItem", Resource: target }));
    set(role, { permissionsBoundary: boundary });
    return { names: [arnOf(role), target], sid: SID };
  },
  "a user of the stage": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Table"));
    const name = `atlas-codex-operator-${seeding.mine.stage}`;
    const user = `arn:aws:iam::${ACCOUNT}:user/${name}`;
    seeding.mine.add({
      type: "aws:iam/user:User",
      name: "operator",
      id: name,
      inputs: { name, path: "/" },
      outputs: { arn: user },
    });
    const document = policy(allow({ Action: "dynamodb:Scan", Resource: target }));
    seeding.mine.add({
      type: "aws:iam/userPolicy:UserPolicy",
      name: "operator",
      id: `${name}:x`,
      inputs: { user: name, policy: document },
    });
    return { names: [user, target], sid: SID };
  },
  "a user through its group": (seeding) => {
    const { mine, theirs } = seeding;
    const target = arnOf(theirs.pick("Queue"));
    const [name, group] = [`atlas-codex-reader-${mine.stage}`, `atlas-codex-readers-${mine.stage}`];
    const user = `arn:aws:iam::${ACCOUNT}:user/${name}`;
    mine.add({
      type: "aws:iam/user:User",
      name: "reader",
      id: name,
      inputs: { name, path: "/" },
      outputs: { arn: user },
    });
    mine.add({
      type: "aws:iam/group:Group",
      name: "readers",
      id: group,
      inputs: { name: group, path: "/" },
      outputs: { arn: `arn:aws:iam::${ACCOUNT}:group/${group}` },
    });
    const document = policy(allow({ Action: "sqs:ReceiveMessage", Resource: target }));
    mine.add({
      type: "aws:iam/groupPolicy:GroupPolicy",
      name: "readers",
      id: `${group}:x`,
      inputs: { group, policy: document },
    });
    mine.add({
      type: "aws:iam/userGroupMembership:UserGroupMembership",
      name: "reader",
      id: "m",
      inputs: { user: name, groups: [group] },
    });
    return { names: [user, target], sid: SID };
  },
  "a policy put on a role of the other stage from here": (seeding) => {
    const { mine, theirs } = seeding;
    const role = theirs.pick("Role");
    const target = arnOf(mine.pick("Table"));
    const document = policy(allow({ Action: "dynamodb:GetItem", Resource: target }));
    mine.add({
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "reach-out",
      id: `${nameOf(role)}:out`,
      inputs: { role: nameOf(role), policy: document },
    });
    return { names: [arnOf(roleNamed(theirs, nameOf(role))), target], sid: SID };
  },
  "only the program asks for it, the state does not show it yet": (seeding) => {
    const target = arnOf(seeding.theirs.pick("Table"));
    const chosen = seeding.mine.pick("RolePolicy");
    const document = JSON.parse(String(chosen.inputs.policy)) as { Statement: Bag[] };
    document.Statement.push(allow({ Action: "dynamodb:GetItem", Resource: target }));
    chosen.inputs.policy = JSON.stringify(document);
    return { names: [arnOf(roleNamed(seeding.mine, String(chosen.outputs.role))), target], sid: SID };
  },
  "a name of the other stage that does not exist yet": (seeding) => {
    const Resource = arn("sqs", `atlas-codex-later-${seeding.theirs.stage}`);
    grantTo(seeding, allow({ Action: "sqs:SendMessage", Resource }));
    return { names: [Resource], sid: SID };
  },
};
