import { valueAt } from "../property.ts";
import type { Resource, StackFacts, Value } from "../resource.ts";
import { type Ruling, type StackRuling, undecidedAbout, violation } from "../rule.ts";
import { isUnknown } from "../unknown.ts";
import { withoutCompanion } from "./companion.ts";

type Demand = { readonly path: string; readonly holds: (value: Value | undefined) => boolean; readonly wanted: string };

const on = (path: string): Demand => ({ path, holds: (value) => value === true, wanted: "true" });
const off = (path: string): Demand => ({ path, holds: (value) => value !== true, wanted: "false" });
const daysUnlessLess = (path: string, least: number): Demand => ({
  path,
  holds: (value) => value === undefined || (typeof value === "number" && value >= least),
  wanted: `${least} days or more`,
});

/** What production asks of the types that hold data; all of them are protected by the engine, too. */
const DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  "aws:dynamodb/table:Table": [on("pointInTimeRecovery.enabled"), on("deletionProtectionEnabled")],
  "aws:s3/bucket:Bucket": [off("forceDestroy")],
  "aws:secretsmanager/secret:Secret": [daysUnlessLess("recoveryWindowInDays", 7)],
  "aws:kms/key:Key": [daysUnlessLess("deletionWindowInDays", 7)],
};
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

/** In production nothing that holds data can be lost by one mistake. */
export function recovery({ type, props, opts }: Resource, { stage }: StackFacts): readonly Ruling[] {
  if (stage !== "production") return [];
  if (type === VERSIONING) return versioning(valueAt(props, "versioningConfiguration.status"));
  const demands = DEMANDS[type];
  if (demands === undefined) return [];
  const found = demands.map((demand) => ({ ...demand, value: valueAt(props, demand.path) }));
  return [
    ...(opts.protect === true
      ? []
      : [violation("it holds production data and is not protected", "Declare it with protect: true")]),
    ...found
      .filter(({ value, holds }) => !isUnknown(value) && !holds(value))
      .map(({ path, value, wanted }) =>
        violation(`${path} is ${value === undefined ? "not set" : String(value)}`, `Set it to ${wanted} in production`),
      ),
    ...undecidedAbout(found.filter(({ value }) => isUnknown(value)).map(({ path }) => path)),
  ];
}

function versioning(status: Value | undefined): readonly Ruling[] {
  if (isUnknown(status)) return undecidedAbout(["versioningConfiguration.status"]);
  return status === "Enabled"
    ? []
    : [violation("it does not keep old versions", "Set versioningConfiguration.status to Enabled in production")];
}

/** In production every bucket keeps old versions. */
export function recoveryOfStack(resources: readonly Resource[], { stage }: StackFacts): readonly StackRuling[] {
  if (stage !== "production") return [];
  return withoutCompanion(resources, {
    of: "aws:s3/bucket:Bucket",
    companions: { [VERSIONING]: "bucket" },
    problem: "what is overwritten in it is lost",
    change: "Give it a BucketVersioning that is Enabled",
  });
}
