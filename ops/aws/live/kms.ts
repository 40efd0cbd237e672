import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  type GrantListEntry,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import { type AccountArgs, type LiveResource, live } from "./account.ts";
import { inFlight } from "./in-flight.ts";

/** Keys of ours (by alias, tag or state) with their policy, their grants and their aliases. */
export async function readKms({ options, asking, ours, account }: AccountArgs): Promise<LiveResource[]> {
  const client = new KMSClient(options);
  const keys = await asking.all({
    permission: "kms:ListKeys",
    send: (Marker, abortSignal) => client.send(new ListKeysCommand({ Marker }), { abortSignal }),
    items: ({ Keys }) => Keys,
    next: ({ NextMarker }) => NextMarker,
    more: ({ Truncated }) => Truncated,
  });
  const aliases = await asking.all({
    permission: "kms:ListAliases",
    send: (Marker, abortSignal) => client.send(new ListAliasesCommand({ Marker }), { abortSignal }),
    items: ({ Aliases }) => Aliases,
    next: ({ NextMarker }) => NextMarker,
    more: ({ Truncated }) => Truncated,
  });
  const found = await inFlight(keys, async ({ KeyId = "", KeyArn: arn }) => {
    const described = await asking.one({
      ...{ permission: "kms:DescribeKey", on: KeyId, none: ["NotFoundException"] },
      send: (abortSignal) => client.send(new DescribeKeyCommand({ KeyId }), { abortSignal }),
    });
    const metadata = described?.KeyMetadata;
    if (metadata?.KeyManager === "AWS" || metadata?.KeyState === "PendingDeletion") return [];
    const tagged = await asking.one({
      ...{ permission: "kms:ListResourceTags", on: KeyId, none: ["NotFoundException"] },
      send: (abortSignal) => client.send(new ListResourceTagsCommand({ KeyId }), { abortSignal }),
    });
    const tags = Object.fromEntries((tagged?.Tags ?? []).map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));
    const names = aliases.flatMap(({ AliasName, TargetKeyId }) =>
      TargetKeyId === KeyId && AliasName ? [AliasName] : [],
    );
    if (!ours({ arn, tags }) && !names.some((name) => ours({ name }))) return [];
    const policy = await asking.one({
      ...{ permission: "kms:GetKeyPolicy", on: KeyId },
      send: (abortSignal) => client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }), { abortSignal }),
    });
    const grants = await asking.all({
      ...{ permission: "kms:ListGrants", on: KeyId },
      send: (Marker, abortSignal) => client.send(new ListGrantsCommand({ KeyId, Marker }), { abortSignal }),
      items: ({ Grants }) => Grants,
      next: ({ NextMarker }) => NextMarker,
      more: ({ Truncated }) => Truncated,
    });
    return [
      live(
        "aws:kms/key:Key",
        { name: names[0] ?? KeyId, id: KeyId, arn, tags },
        { arn, keyId: KeyId, policy: policy?.Policy },
      ),
      ...grants
        .filter(isOfSomebody)
        .map(({ GrantId = "", Name, GranteePrincipal, RetiringPrincipal, Operations, Constraints }) =>
          live(
            "aws:kms/grant:Grant",
            { name: Name ?? GrantId, id: `${KeyId}:${GrantId}` },
            {
              ...{ grantId: GrantId, name: Name, keyId: arn, granteePrincipal: GranteePrincipal },
              ...{ retiringPrincipal: RetiringPrincipal, operations: Operations },
              constraints: Constraints === undefined ? undefined : [Constraints],
            },
          ),
        ),
      ...names.map((name) =>
        live(
          "aws:kms/alias:Alias",
          { name, id: name, arn: aliasArn(name, { region: options.region, account }) },
          { name, arn: aliasArn(name, { region: options.region, account }), targetKeyId: KeyId, targetKeyArn: arn },
        ),
      ),
    ];
  });
  client.destroy();
  return found.flat();
}

/** Services give themselves grants for what they encrypt on others' behalf; those come and go with it. */
function isOfSomebody({ GranteePrincipal = "" }: GrantListEntry): boolean {
  return !/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(GranteePrincipal);
}

function aliasArn(name: string, { region, account }: { region: string; account: string }): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}
