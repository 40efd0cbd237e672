import { json, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";

/** A policy written into a role; its id is `role:name`. */
export const rolePolicy = resourceType({
  token: "aws:iam/rolePolicy:RolePolicy",
  global: true,
  properties: {
    name: text({ use: "named", replaces: true }),
    policy: json({ use: "required" }),
    role: text({ use: "required", replaces: true }),
  },
  autoname: { property: "name", maximum: 128 },
  create: async ({ aws, inputs }) => {
    await aws.iam.putRolePolicy({ RoleName: inputs.role, PolicyName: inputs.name, PolicyDocument: inputs.policy });
    return `${inputs.role}:${inputs.name}`;
  },
  read: async ({ aws, id }) => {
    const { PolicyDocument } = await aws.iam.getRolePolicy(address(id));
    const { RoleName, PolicyName } = address(id);
    return { name: PolicyName, role: RoleName, policy: decodeURIComponent(PolicyDocument ?? "") };
  },
  update: ({ aws, id, inputs }) => aws.iam.putRolePolicy({ ...address(id), PolicyDocument: inputs.policy }),
  delete: ({ aws, id }) => aws.iam.deleteRolePolicy(address(id)),
});

function address(id: string): { RoleName: string; PolicyName: string } {
  const [RoleName = "", PolicyName = ""] = id.split(":");
  return { RoleName, PolicyName };
}
