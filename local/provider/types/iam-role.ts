import { json, number, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { tagList, tagRecord } from "./tag-forms.ts";

/** What takes a description away: the embedded AWS overhears an empty one. */
const blank = " ";

/** An IAM role; its id is its name. */
export const role = resourceType({
  token: "aws:iam/role:Role",
  global: true,
  properties: {
    arn: output,
    assumeRolePolicy: json({ use: "required" }),
    createDate: output,
    description: text(),
    maxSessionDuration: number({ default: 3600 }),
    name: text({ use: "named", replaces: true }),
    path: text({ default: "/", replaces: true }),
    permissionsBoundary: text(),
    uniqueId: output,
  },
  autoname: { property: "name", maximum: 64 },
  tags: {
    put: ({ aws, id, tags }) => aws.iam.tagRole({ RoleName: id, Tags: tagList(tags) }),
    remove: ({ aws, id, keys }) => aws.iam.untagRole({ RoleName: id, TagKeys: keys }),
  },
  create: async ({ aws, inputs, tags }) => {
    await aws.iam.createRole({
      RoleName: inputs.name,
      AssumeRolePolicyDocument: inputs.assumeRolePolicy,
      Description: inputs.description,
      MaxSessionDuration: inputs.maxSessionDuration,
      Path: inputs.path,
      PermissionsBoundary: inputs.permissionsBoundary,
      Tags: tagList(tags),
    });
    return inputs.name;
  },
  read: async ({ aws, id }) => {
    const { Role } = await aws.iam.getRole({ RoleName: id });
    if (Role === undefined) return undefined;
    return {
      arn: Role.Arn,
      assumeRolePolicy: decodeURIComponent(Role.AssumeRolePolicyDocument ?? ""),
      createDate: Role.CreateDate?.toISOString().replace(".000Z", "Z"),
      description: Role.Description?.trim(),
      maxSessionDuration: Role.MaxSessionDuration,
      name: Role.RoleName,
      path: Role.Path,
      permissionsBoundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
      uniqueId: Role.RoleId,
      tags: tagRecord(Role.Tags),
    };
  },
  update: async ({ aws, id, inputs, changed }) => {
    if (changed.has("assumeRolePolicy")) {
      await aws.iam.updateAssumeRolePolicy({ RoleName: id, PolicyDocument: inputs.assumeRolePolicy });
    }
    if (changed.has("description") || changed.has("maxSessionDuration")) {
      const { description = blank, maxSessionDuration } = inputs;
      await aws.iam.updateRole({ RoleName: id, Description: description, MaxSessionDuration: maxSessionDuration });
    }
    if (changed.has("permissionsBoundary")) {
      await (inputs.permissionsBoundary === undefined
        ? aws.iam.deleteRolePermissionsBoundary({ RoleName: id })
        : aws.iam.putRolePermissionsBoundary({ RoleName: id, PermissionsBoundary: inputs.permissionsBoundary }));
    }
  },
  delete: ({ aws, id }) => aws.iam.deleteRole({ RoleName: id }),
});
