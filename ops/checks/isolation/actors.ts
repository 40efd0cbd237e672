import { type CompiledPolicies, compile } from "../iam/compile.ts";
import type { PolicyDocument } from "../iam/document.ts";
import { type Principal, parsePrincipal } from "../iam/principal.ts";
import { awsManagedPolicy } from "./aws-managed-policies.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { Undecided } from "./judgement.ts";
import { namedBy, type PolicyBook } from "./policy-book.ts";
import { isUnknown } from "./snapshot.ts";
import type { Item, Pair } from "./stage-model.ts";

/** A role or user of one stage with everything that says what it may do. */
export type Actor = {
  readonly item: Item;
  readonly arn: string;
  readonly principal: Principal;
  readonly identity: CompiledPolicies;
  readonly boundary: CompiledPolicies | undefined;
};

const KINDS: Readonly<Record<string, "role" | "user">> = { "aws:iam/role:Role": "role", "aws:iam/user:User": "user" };
type Attachment = { readonly to: readonly string[]; readonly policies: readonly string[] };

/** Types that attach managed policies, and their properties. */
const ATTACHMENTS: Readonly<Record<string, Attachment>> = {
  "aws:iam/role:Role": { to: [], policies: ["managedPolicyArns"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { to: ["role"], policies: ["policyArn"] },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    to: ["roleName"],
    policies: ["policyArns"],
  },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { to: ["user"], policies: ["policyArn"] },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { to: ["group"], policies: ["policyArn"] },
  "aws:iam/policyAttachment:PolicyAttachment": { to: ["roles", "users", "groups"], policies: ["policyArn"] },
};
const MEMBERSHIPS: Readonly<Record<string, { readonly groups: string; readonly users: string }>> = {
  "aws:iam/userGroupMembership:UserGroupMembership": { groups: "groups", users: "user" },
  "aws:iam/groupMembership:GroupMembership": { groups: "group", users: "users" },
};

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function tagsOf({ resource: { properties } }: Item): Readonly<Record<string, string>> {
  const tags = properties.tagsAll ?? properties.tags;
  return tags !== null && typeof tags === "object" && !isUnknown(tags) ? (tags as Record<string, string>) : {};
}

/** Every role and user of both stages; what is not known of a policy attached to one is added to `undecided`. */
export function actorsOf(
  pair: Pair,
  index: IdentifierIndex,
  book: PolicyBook,
): { actors: readonly Actor[]; undecided: readonly Undecided[] } {
  const undecided: Undecided[] = [];
  const attached = new Map<Item, PolicyDocument[]>();
  const attach = (to: Item, documents: readonly PolicyDocument[]) =>
    attached.set(to, [...(attached.get(to) ?? []), ...documents]);
  const managed = (reference: unknown, by: Item): readonly PolicyDocument[] => {
    const known = typeof reference === "string" ? awsManagedPolicy(reference) : undefined;
    if (known !== undefined) return [known];
    const item = namedBy(reference, by, pair, index);
    if (item !== undefined) return book.identity.get(item) ?? [];
    const what = typeof reference === "string" ? reference : "a managed policy that is not known yet";
    undecided.push({ subject: by.label, reason: `what ${what} allows is not in the snapshots` });
    return [];
  };
  for (const item of pair.items) {
    const attachment = ATTACHMENTS[item.type];
    if (attachment === undefined) continue;
    const bag = item.resource.properties;
    const documents = attachment.policies.flatMap((key) => listOf(bag[key])).flatMap((each) => managed(each, item));
    if (attachment.to.length === 0) attach(item, documents);
    for (const reference of attachment.to.flatMap((key) => listOf(bag[key]))) {
      const to = namedBy(reference, item, pair, index);
      if (to !== undefined) attach(to, documents);
      else undecided.push({ subject: item.label, reason: `${String(reference)} is in neither snapshot` });
    }
  }
  for (const item of pair.items) {
    const membership = MEMBERSHIPS[item.type];
    if (membership === undefined) continue;
    const named = (key: string) =>
      listOf(item.resource.properties[key]).map((each) => namedBy(each, item, pair, index));
    for (const user of named(membership.users)) {
      for (const group of named(membership.groups)) {
        if (user !== undefined && group !== undefined)
          attach(user, [...(book.identity.get(group) ?? []), ...(attached.get(group) ?? [])]);
      }
    }
  }
  const actors = pair.items.flatMap((item): Actor[] => {
    const kind = KINDS[item.type];
    const principal = kind === undefined || item.arn === undefined ? undefined : parsePrincipal(item.arn);
    if (principal === undefined || item.arn === undefined) return [];
    const unique = item.resource.properties.uniqueId;
    const boundary = item.resource.properties.permissionsBoundary;
    const bounded =
      boundary === undefined || boundary === null || boundary === "" ? undefined : managed(boundary, item);
    return [
      {
        ...{ item, arn: item.arn },
        principal: {
          ...principal,
          tags: tagsOf(item),
          ...(typeof unique === "string" ? { uniqueId: unique } : {}),
        } as Principal,
        identity: compile([...(book.identity.get(item) ?? []), ...(attached.get(item) ?? [])]),
        boundary: bounded && compile(bounded.map((policy) => ({ ...policy, kind: "boundary" as const }))),
      },
    ];
  });
  return { actors, undecided };
}
