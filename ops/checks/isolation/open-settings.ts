import { FIXES } from "./finding-words.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { IsolationFinding } from "./judgement.ts";
import { namedBy } from "./policy-book.ts";
import type { Item, Pair } from "./stage-model.ts";

const PUBLIC_ACLS: readonly unknown[] = ["public-read", "public-read-write", "authenticated-read"];
const CLOSED = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

function finding(item: Item, code: "public-resource" | "confused-deputy", way: string): IsolationFinding {
  return {
    code,
    message: `${item.resource.name} of ${item.side.stage} is open to others: ${way}.`,
    subject: item.label,
    witness: { chain: [code === "public-resource" ? "anyone" : "any queue of the account", way, item.label] },
    fix: code === "public-resource" ? FIXES[code] : "Name the queues that may send their dead letters here (byQueue).",
  };
}

function allowsAllQueues(item: Item): boolean {
  const policy = item.resource.properties.redriveAllowPolicy;
  return typeof policy === "string" && /"redrivePermission"\s*:\s*"allowAll"/.test(policy);
}

/** Settings that let others in without being a policy: access lists of buckets, queues that take any dead letter. */
export function openSettings(pair: Pair, index: IdentifierIndex): readonly IsolationFinding[] {
  const closed = new Set(
    pair.items
      .filter(({ type, resource }) => type === CLOSED && resource.properties.ignorePublicAcls === true)
      .map((item) => namedBy(item.resource.properties.bucket, item, pair, index)),
  );
  return pair.items.flatMap((item): IsolationFinding[] => {
    const { acl, bucket } = item.resource.properties;
    const owner = namedBy(bucket, item, pair, index) ?? item;
    const open = item.type.startsWith("aws:s3/") && PUBLIC_ACLS.includes(acl) && !closed.has(owner);
    return [
      ...(open ? [finding(item, "public-resource", `acl ${String(acl)}`)] : []),
      ...(pair.sameAccount && allowsAllQueues(item)
        ? [finding(item, "confused-deputy", "redrivePermission allowAll")]
        : []),
    ];
  });
}
