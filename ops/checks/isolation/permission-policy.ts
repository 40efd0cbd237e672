import type { CarriedPolicy } from "./policies-in.ts";
import { isRecord, isUnknown } from "./snapshot.ts";
import type { Item } from "./stage-model.ts";

type Bag = Readonly<Record<string, unknown>>;

function principalOf(principal: unknown): unknown {
  if (principal === "*") return "*";
  if (typeof principal === "string" && /\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  return { AWS: principal };
}

function conditions(bag: Bag): Bag {
  const rows: readonly (readonly [string, string, unknown])[] = [
    ["ArnLike", "aws:SourceArn", bag.sourceArn],
    ["StringEquals", "aws:SourceAccount", bag.sourceAccount],
    ["StringEquals", "aws:PrincipalOrgID", bag.principalOrgId ?? bag.organizationId],
  ];
  const made: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of rows) {
    if (value === undefined || value === null || value === "") continue;
    made[operator] = { ...made[operator], [key]: value };
  }
  return made;
}

type Permission = {
  readonly of: string;
  readonly action: (bag: Bag) => unknown;
  readonly resource?: (bag: Bag) => unknown;
};

/** Types that add one statement to the policy of a resource, in words of their own. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  "aws:lambda/permission:Permission": { of: "function", action: (bag) => bag.action },
  "aws:lambda/layerVersionPermission:LayerVersionPermission": { of: "layerName", action: (bag) => bag.action },
  "aws:cloudwatch/eventPermission:EventPermission": {
    of: "eventBusName",
    action: (bag) => bag.action ?? "events:PutEvents",
  },
  "aws:kms/grant:Grant": {
    of: "keyId",
    action: (bag) => (Array.isArray(bag.operations) ? bag.operations.map((name) => `kms:${String(name)}`) : "kms:*"),
  },
};

/** The statement a permission or a grant adds to a resource's policy; undefined for other types. */
export function permissionPolicy({ type, resource }: Item): CarriedPolicy | undefined {
  const permission = PERMISSIONS[type];
  if (permission === undefined) return undefined;
  const bag = resource.properties;
  const grantee = bag.granteePrincipal ?? bag.principal;
  const condition = conditions(bag);
  const statement = {
    Sid: typeof bag.statementId === "string" ? bag.statementId : resource.name,
    Effect: "Allow",
    Principal: isUnknown(grantee) || isRecord(grantee) ? { AWS: grantee } : principalOf(grantee),
    Action: permission.action(bag),
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
  return {
    document: `${type.split(":").at(-1)} ${resource.name}`,
    kind: "resource",
    source: { Version: "2012-10-17", Statement: [statement] },
    belongsTo: bag[permission.of],
  };
}
