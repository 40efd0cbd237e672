import type { PolicyDocument } from "../iam/document.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { Undecided } from "./judgement.ts";
import { permissionPolicy } from "./permission-policy.ts";
import { type CarriedPolicy, policiesIn } from "./policies-in.ts";
import { readPolicy } from "./policy-reading.ts";
import { isUnknown } from "./snapshot.ts";
import type { Item, Pair } from "./stage-model.ts";

/** All policies of both stages by the resource they belong to. */
export type PolicyBook = {
  readonly identity: ReadonlyMap<Item, readonly PolicyDocument[]>;
  /** Resource policies and trust policies. */
  readonly resource: ReadonlyMap<Item, readonly PolicyDocument[]>;
  readonly undecided: readonly Undecided[];
  /** Resources of whose own policy something could not be read. */
  readonly unread: ReadonlySet<Item>;
};

const KEYS = new Set(["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"]);

/** The key policy AWS gives a key that is made without one (KMS Developer Guide, "Default key policy"). */
function defaultKeyPolicy({ side, label }: Item): CarriedPolicy {
  const { partition, account } = side.place;
  return {
    ...{ document: `default key policy of ${label}`, kind: "resource", belongsTo: undefined },
    source: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:${partition}:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
  };
}

/** What a property that names another resource names. */
export function namedBy(value: unknown, from: Item, pair: Pair, index: IdentifierIndex): Item | undefined {
  if (typeof value === "string") {
    const whole = index.named(value, from.side) ?? index.named(value.replace(/:\*$/, ""), from.side);
    return whole ?? index.find(value)[0]?.item;
  }
  if (!isUnknown(value)) return undefined;
  const origins = (value.from ?? []).map((urn) => pair.byUrn.get(urn)).filter((item) => item !== undefined);
  return origins.length === 1 && origins[0] !== from ? origins[0] : undefined;
}

/** Collects the policies of both stages. */
export function policyBook(pair: Pair, index: IdentifierIndex): PolicyBook {
  const identity = new Map<Item, PolicyDocument[]>();
  const resource = new Map<Item, PolicyDocument[]>();
  const undecided: Undecided[] = [];
  const unread = new Set<Item>();
  const file = (item: Item, carried: CarriedPolicy): void => {
    const owner = carried.belongsTo === undefined ? item : namedBy(carried.belongsTo, item, pair, index);
    const read = readPolicy({ carried, pair, side: item.side });
    if ("undecided" in read) {
      const { undecided: reason, ...until } = read;
      undecided.push({ subject: item.label, reason, ...until });
      if (owner !== undefined) unread.add(owner);
      return;
    }
    if (owner === undefined) {
      undecided.push({ subject: item.label, reason: `it is not known what ${carried.document} belongs to` });
      return;
    }
    const shelf = carried.kind === "identity" ? identity : resource;
    const list = shelf.get(owner);
    if (list === undefined) shelf.set(owner, [read.policy]);
    else list.push(read.policy);
  };
  for (const item of pair.items) {
    const carried = policiesIn(item.resource);
    for (const each of carried) file(item, each);
    const permission = permissionPolicy(item);
    if (permission !== undefined) file(item, permission);
    if (KEYS.has(item.type) && carried.length === 0) file(item, defaultKeyPolicy(item));
  }
  return { identity, resource, undecided, unread };
}
