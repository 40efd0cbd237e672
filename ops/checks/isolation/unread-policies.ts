import type { Undecided } from "./judgement.ts";
import { permissionPolicy } from "./permission-policy.ts";
import { POLICY_PLACES } from "./policy-places.ts";
import { isRecord, isUnknown } from "./snapshot.ts";
import type { Item, Pair } from "./stage-model.ts";
import { looksLikePolicy } from "./texts-in.ts";

const POLICY_NAME = /(^policy|Policy|policyDocument|accessPolicies)$/;
/** Properties called a policy that are not one of access. */
const NOT_ACCESS = new Set([
  ...["redrivePolicy", "redriveAllowPolicy", "deliveryPolicy", "scalingPolicy", "lifecyclePolicy", "securityPolicy"],
  ...[
    "retentionPolicy",
    "sslPolicy",
    "removalPolicy",
    "updatePolicy",
    "applicationFailurePolicy",
    "archivePolicy",
    "filterPolicy",
  ],
]);

function isUnread(key: string, value: unknown): boolean {
  if (looksLikePolicy(value)) return true;
  if (!POLICY_NAME.test(key) || NOT_ACCESS.has(key)) return false;
  return (
    isUnknown(value) ||
    (typeof value === "string" && /^\s*[{[]/.test(value)) ||
    (isRecord(value) && Object.hasOwn(value, "Statement"))
  );
}

function unreadIn(item: Item): readonly string[] {
  const places = POLICY_PLACES[item.type] ?? [];
  const known = new Set(places.map(({ at }) => at[0]));
  const { properties, inputs = {} } = item.resource;
  const found = new Set<string>();
  const visit = (key: string, value: unknown): void => {
    if (isUnread(key, value)) found.add(key);
    else if (Array.isArray(value)) for (const each of value) visit(key, each);
    else if (isRecord(value)) for (const [name, each] of Object.entries(value)) visit(name, each);
  };
  for (const bag of [properties, inputs]) {
    for (const [key, value] of Object.entries(bag)) if (!known.has(key)) visit(key, value);
  }
  return [...found];
}

/** Properties that look like policies of access in places nobody here knows how to read. */
export function unreadPolicies({ items }: Pair): readonly Undecided[] {
  return items.flatMap((item) =>
    permissionPolicy(item) === undefined
      ? unreadIn(item).map((key) => ({
          subject: item.label,
          reason: `${key} of a ${item.type} looks like a policy, and what it means there is not known`,
        }))
      : [],
  );
}
