import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  type GroupDetail,
  IAMClient,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from "@aws-sdk/client-iam";
import { type AccountArgs, type LiveResource, live, tagRecord } from "./account.ts";
import { inFlight } from "./in-flight.ts";

type Holder = "role" | "user" | "group";
type Held = {
  holder: Holder;
  name: string;
  inline: readonly { PolicyName?: string | undefined; PolicyDocument?: string | undefined }[] | undefined;
  attached: readonly { PolicyArn?: string | undefined }[] | undefined;
};

const TYPES = { role: "Role", user: "User", group: "Group" } as const;

/** Every principal of the account with its policies, and the customer's own managed policies; one call a page. */
export async function readIam({ options, asking, ours }: AccountArgs): Promise<LiveResource[]> {
  const client = new IAMClient(options);
  const pages = await asking.all({
    permission: "iam:GetAccountAuthorizationDetails",
    send: (Marker, abortSignal) =>
      client.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ["Role", "User", "Group", "LocalManagedPolicy"],
          ...(Marker === undefined ? {} : { Marker }),
        }),
        { abortSignal },
      ),
    items: (page) => (isWhole(page) ? [page] : undefined),
    next: ({ Marker }) => Marker,
    more: ({ IsTruncated }) => IsTruncated,
  });
  const roles = pages.flatMap(({ RoleDetailList = [] }) => RoleDetailList);
  const bounded = await inFlight(
    roles.filter(({ RoleName, Arn }) => ours({ name: RoleName, arn: Arn })),
    async (role) => {
      const { RoleName } = role;
      if (role.PermissionsBoundary !== undefined) return role;
      const send = (abortSignal: AbortSignal) => client.send(new GetRoleCommand({ RoleName }), { abortSignal });
      const answer = await asking.one({ permission: "iam:GetRole", on: RoleName, send });
      return { ...role, PermissionsBoundary: answer?.Role?.PermissionsBoundary };
    },
  );
  const byName = new Map(bounded.map((role) => [role.RoleName, role]));
  const found = [
    ...roles.flatMap((role) => roleResources(byName.get(role.RoleName) ?? role)),
    ...pages.flatMap(({ UserDetailList = [] }) => UserDetailList.flatMap(userResources)),
    ...pages.flatMap(({ GroupDetailList = [] }) => GroupDetailList.flatMap(groupResources)),
    ...pages.flatMap(({ Policies = [] }) => Policies.flatMap(policyResource)),
  ];
  const attachedToOurs = found.flatMap(({ type, properties: { policyArn, role } }) =>
    type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment" &&
    typeof role === "string" &&
    byName.has(role) &&
    typeof policyArn === "string" &&
    policyArn.includes(":aws:policy/")
      ? [policyArn]
      : [],
  );
  const managed = await inFlight([...new Set(attachedToOurs)], async (arn) => {
    const on = arn;
    const sendPolicy = (abortSignal: AbortSignal) =>
      client.send(new GetPolicyCommand({ PolicyArn: arn }), { abortSignal });
    const policy = await asking.one({ permission: "iam:GetPolicy", on, send: sendPolicy });
    const version = policy?.Policy?.DefaultVersionId;
    if (version === undefined) return [];
    const sendVersion = (abortSignal: AbortSignal) =>
      client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }), { abortSignal });
    const document = await asking.one({ permission: "iam:GetPolicyVersion", on, send: sendVersion });
    const text = decoded(document?.PolicyVersion?.Document);
    return [live("aws:iam/policy:Policy", { name: arn, id: arn, arn }, { arn, name: arn, policy: text })];
  });
  client.destroy();
  return [...found, ...managed.flat()];
}

function isWhole(page: GetAccountAuthorizationDetailsResponse): boolean {
  return page.RoleDetailList !== undefined && page.Policies !== undefined;
}

function roleResources(role: RoleDetail): LiveResource[] {
  const { RoleName: name = "", Arn: arn, Path: path, AssumeRolePolicyDocument, RoleId } = role;
  const properties = {
    ...{ arn, name, path, uniqueId: RoleId, assumeRolePolicy: decoded(AssumeRolePolicyDocument) },
    permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
  };
  const identity = { name, id: name, arn, tags: tagRecord(role.Tags) };
  const held = { inline: role.RolePolicyList, attached: role.AttachedManagedPolicies };
  return [live("aws:iam/role:Role", identity, properties), ...policiesOf({ holder: "role", name, ...held })];
}

function userResources(user: UserDetail): LiveResource[] {
  const { UserName: name = "", Arn: arn, GroupList: groups = [] } = user;
  const held = { inline: user.UserPolicyList, attached: user.AttachedManagedPolicies };
  const properties = { arn, name, permissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn };
  return [
    live("aws:iam/user:User", { name, id: name, arn, tags: tagRecord(user.Tags) }, properties),
    ...(groups.length === 0
      ? []
      : [
          live(
            "aws:iam/userGroupMembership:UserGroupMembership",
            { name, id: `${name}/groups` },
            { user: name, groups },
          ),
        ]),
    ...policiesOf({ holder: "user", name, ...held }),
  ];
}

function groupResources({ GroupName: name = "", Arn: arn, ...group }: GroupDetail): LiveResource[] {
  const held = { inline: group.GroupPolicyList, attached: group.AttachedManagedPolicies };
  return [
    live("aws:iam/group:Group", { name, id: name, arn }, { arn, name }),
    ...policiesOf({ holder: "group", name, ...held }),
  ];
}

function policiesOf({ holder, name, inline = [], attached = [] }: Held): LiveResource[] {
  return [
    ...inline.map(({ PolicyName = "", PolicyDocument }) =>
      live(
        `aws:iam/${holder}Policy:${TYPES[holder]}Policy`,
        { name: PolicyName, id: `${name}:${PolicyName}` },
        { name: PolicyName, [holder]: name, policy: decoded(PolicyDocument) },
      ),
    ),
    ...attached.map(({ PolicyArn = "" }) =>
      live(
        `aws:iam/${holder}PolicyAttachment:${TYPES[holder]}PolicyAttachment`,
        { name: PolicyArn, id: `${name}/${PolicyArn}` },
        { [holder]: name, policyArn: PolicyArn },
      ),
    ),
  ];
}

function policyResource(policy: ManagedPolicyDetail): LiveResource[] {
  const { PolicyName: name = "", Arn: arn, Path: path, DefaultVersionId, PolicyVersionList = [] } = policy;
  const current = PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId);
  const properties = { arn, name, path, policy: decoded(current?.Document) };
  return [live("aws:iam/policy:Policy", { name, ...(arn === undefined ? {} : { id: arn }), arn }, properties)];
}

/** IAM hands out its documents percent-encoded. */
function decoded(document: string | undefined): string | undefined {
  return document === undefined ? undefined : decodeURIComponent(document);
}
