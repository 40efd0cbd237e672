import type { SnapshotResource } from "../../checks/isolation/snapshot.ts";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/policy:Policy";

/**
 * The same resources with each attachment of a policy that AWS wrote replaced by its text: such a policy belongs to no
 * stage and to all, so it must not count as something they share.
 */
export function spelledOut(resources: readonly SnapshotResource[]): SnapshotResource[] {
  const written = new Map(
    resources.flatMap(({ type, arn, properties }) =>
      type === POLICY && isAwsPolicy(arn) && typeof properties.policy === "string" ? [[arn, properties.policy]] : [],
    ),
  );
  return resources.flatMap((resource) => {
    if (resource.type === POLICY && isAwsPolicy(resource.arn)) return [];
    const { policyArn, role } = resource.properties;
    const policy = resource.type === ATTACHMENT && typeof policyArn === "string" ? written.get(policyArn) : undefined;
    if (policy === undefined) return [resource];
    return [{ ...resource, type: "aws:iam/rolePolicy:RolePolicy", properties: { name: policyArn, role, policy } }];
  });
}

function isAwsPolicy(arn: string | undefined): arn is string {
  return arn?.includes(":iam::aws:policy/") === true;
}
