import { type CompiledPolicies, compile } from "../../../ops/checks/iam/compile.ts";
import type { Context } from "../../../ops/checks/iam/context.ts";
import { type Decision, decide } from "../../../ops/checks/iam/decide.ts";
import type { PolicyDocument } from "../../../ops/checks/iam/document.ts";
import { parsePolicy } from "../../../ops/checks/iam/parse-policy.ts";
import { parsePrincipal } from "../../../ops/checks/iam/principal.ts";
import { policiesIn } from "../../../ops/checks/isolation/policies-in.ts";
import type { Snapshot, SnapshotResource } from "../../../ops/checks/isolation/snapshot.ts";

/** A direct call over TLS from outside AWS's own services. */
const DIRECT: Context = {
  keys: { "aws:SecureTransport": ["true"], "aws:ViaAWSService": ["false"], "kms:ViaService": null },
  otherwise: "absent",
};

export type Actor = { stage: string; role: string; arn: string; functionArn: string; identity: PolicyDocument };

/** The functions' roles of a stage, each with the policy it acts under. */
export function actorsIn({ stage, resources }: Snapshot): Actor[] {
  const functions = resources.filter(({ type }) => type === "aws:lambda/function:Function");
  return functions.map(({ properties }) => {
    const arn = String(properties.role);
    const role = arn.split("/").at(-1) ?? arn;
    const inline = resources.find(
      ({ type, properties: own }) => type === "aws:iam/rolePolicy:RolePolicy" && own.role === role,
    );
    const identity = parsed(String(inline?.properties.policy), role, "identity");
    return { stage, role, arn, functionArn: String(properties.arn), identity };
  });
}

/** The policies of resources, by the ARN, URL or name of what they belong to. */
export function resourcePoliciesIn(resources: readonly SnapshotResource[]): Map<string, CompiledPolicies> {
  const found = new Map<string, PolicyDocument[]>();
  for (const resource of resources) {
    for (const { document, kind, source, belongsTo } of policiesIn(resource)) {
      if (kind !== "resource" || typeof source !== "string") continue;
      const owner = String(belongsTo ?? resource.arn ?? resource.id);
      found.set(owner, [...(found.get(owner) ?? []), parsed(source, document, kind)]);
    }
  }
  return new Map([...found].map(([owner, documents]) => [owner, compile(documents)]));
}

export type AskArgs = {
  actor: Actor;
  action: string;
  arn: string;
  /** The resource's account, where its ARN does not say. */
  account: string;
  resource: CompiledPolicies | undefined;
};

const compiled = new WeakMap<PolicyDocument, CompiledPolicies>();

/** What the decision core says of one direct call. */
export function decided({ actor, action, arn, account, resource }: AskArgs): Decision {
  const principal = parsePrincipal(actor.arn);
  if (principal === undefined) throw new Error(`${actor.arn} is no principal.`);
  const identity = compiled.get(actor.identity) ?? compile([actor.identity]);
  compiled.set(actor.identity, identity);
  return decide(
    { principal, action, resource: arn, resourceAccount: account, context: DIRECT },
    { identity, ...(resource === undefined ? {} : { resource }) },
  );
}

function parsed(text: string, document: string, kind: PolicyDocument["kind"]): PolicyDocument {
  const read = parsePolicy(text, { document, kind });
  if (!read.ok)
    throw new Error(`${document} is not a policy: ${read.problems.map(({ message }) => message).join(", ")}`);
  return read.policy;
}
