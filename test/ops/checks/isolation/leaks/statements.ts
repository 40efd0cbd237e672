import type { Seeding } from "./leak.ts";
import { arn, arnOf, type Bag, type ExportedResource, type StackDraft, set } from "./stack-draft.ts";

export const SID = "SeededLeak";

/** A statement that allows, with the Sid by which tests find it. */
export function allow(statement: Bag): Bag {
  return { Sid: SID, Effect: "Allow", ...statement };
}

/** A policy document as text. */
export function policy(...statements: readonly Bag[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Adds statements to the inline policy of one of the stage's roles and returns the role. */
export function grantTo(
  { mine, random }: Pick<Seeding, "mine" | "random">,
  ...statements: readonly Bag[]
): ExportedResource {
  const chosen = random.pick(mine.all("RolePolicy"));
  const document = JSON.parse(String(chosen.outputs.policy)) as { Statement: Bag[] };
  document.Statement.splice(random.below(document.Statement.length + 1), 0, ...statements);
  set(chosen, { policy: JSON.stringify(document) });
  return roleNamed(mine, String(chosen.outputs.role));
}

/** The role of this name. */
export function roleNamed(stack: StackDraft, name: string): ExportedResource {
  const found = stack.all("Role").find(({ outputs }) => outputs.name === name);
  if (found === undefined) throw new Error(`There is no role ${name}`);
  return found;
}

/** Adds a statement to a role's trust policy. */
export function trust(role: ExportedResource, statement: Bag): void {
  const document = JSON.parse(String(role.outputs.assumeRolePolicy)) as { Statement: Bag[] };
  document.Statement.push(statement);
  set(role, { assumeRolePolicy: JSON.stringify(document) });
}

type Named = {
  readonly type: string;
  readonly what: string;
  readonly name: string;
  readonly inputs: Bag;
  readonly arn: string;
};

/** Adds a resource of the stage whose id is its name. */
export function addNamed(stack: StackDraft, { type, what, name, inputs, arn: made }: Named): void {
  stack.add({ type, name: what, id: name, inputs: { name, ...inputs }, outputs: { arn: made } });
}

/** Adds a topic of the stage. */
export function addTopic(stack: StackDraft, what = "seeded"): ExportedResource {
  const name = `atlas-codex-${what}-${stack.stage}`;
  const topic = arn("sns", name);
  return stack.add({ type: "aws:sns/topic:Topic", name: what, id: topic, inputs: { name }, outputs: { arn: topic } });
}

/** Adds a key of the stage whose policy leaves everything to the account's own policies. */
export function addKey(stack: StackDraft, extra: readonly Bag[] = []): ExportedResource {
  const id = `${stack.stage === "preview" ? "aaaa" : "bbbb"}0000-1111-4222-8333-444455556666`;
  const root = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  };
  return stack.add({
    ...{ type: "aws:kms/key:Key", name: "key", id },
    inputs: { policy: policy(root, ...extra) },
    outputs: { arn: arn("kms", `key/${id}`), keyId: id },
  });
}

/** Adds a policy resource that belongs to another resource of the stage. */
export function addPolicy(stack: StackDraft, type: string, of: Bag, ...statements: readonly Bag[]): ExportedResource {
  return stack.add({ type, name: "seeded-policy", inputs: { ...of, policy: policy(...statements) } });
}

export const principal = (role: ExportedResource): Bag => ({ AWS: arnOf(role) });
