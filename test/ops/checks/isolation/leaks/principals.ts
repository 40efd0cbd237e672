import type { LeakKinds } from "./leak.ts";
import { ACCOUNT, arn, arnOf, type Bag, nameOf, set } from "./stack-draft.ts";
import { allow, grantTo, policy, roleNamed, SID } from "./statements.ts";

/** Leaks through which principals a policy is of, and how it came to them. */
export const PRINCIPAL_LEAKS: LeakKinds = {
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
