import { arnFor, hasOwnArn, opaqueArn, type Place } from "./arn-forms.ts";
import type { Snapshot, SnapshotResource } from "./snapshot.ts";

export type SideName = "a" | "b";

/** One resource of one stage, with the ARN it has or will have. */
export type Item = {
  readonly side: Side;
  readonly resource: SnapshotResource;
  readonly type: string;
  readonly arn: string | undefined;
  /** What people and the graph call it: its ARN where there is one. */
  readonly label: string;
};

/** One stage while it is judged. */
export type Side = {
  readonly name: SideName;
  readonly snapshot: Snapshot;
  readonly stage: string;
  readonly place: Place;
};

/** Both stages while they are judged. */
export type Pair = {
  readonly sides: readonly [Side, Side];
  readonly items: readonly Item[];
  readonly byUrn: ReadonlyMap<string, Item>;
  readonly sameAccount: boolean;
  readonly sameRegion: boolean;
};

const DEFAULT_ACCOUNT = "000000000000";
const DEFAULT_REGION = "us-west-2";

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function sideOf(name: SideName, snapshot: Snapshot, other: Snapshot): Side {
  const region = snapshot.region ?? other.region ?? DEFAULT_REGION;
  // An account nobody knows is taken to be the other's: one account is the case with more ways across.
  const account = snapshot.account ?? other.account ?? DEFAULT_ACCOUNT;
  return { name, snapshot, stage: snapshot.stage, place: { partition: partitionOf(region), account, region } };
}

const AWS_TYPE = /^aws(-native)?:/;
/** Types whose property `arn` names what they belong to or send to. */
const ARN_OF_ANOTHER = new Set([
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/dataProtectionPolicy:DataProtectionPolicy",
]);

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function itemOf(side: Side, resource: SnapshotResource): Item {
  const { type, properties, name } = resource;
  // A component repeats what its parts are called; the parts themselves have the names.
  const nameless = !AWS_TYPE.test(type) || ARN_OF_ANOTHER.has(type);
  const told = nameless ? undefined : (resource.arn ?? textOf(properties.arn));
  const arn = told?.replace(/:\*$/, "") ?? arnFor(type, properties, side.place) ?? opaqueArn(resource, side.place);
  const urnName = resource.urn?.split("::").at(-1) ?? name;
  const label = arn ?? `${type.split(":").at(-1)} ${name === urnName ? name : `${name} (${urnName})`} of ${side.stage}`;
  return { side, resource, type, arn, label };
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** What a text may name in two ways it names in the first: a queue goes before the policy that has the queue's URL as its id. */
function rankOf({ type, arn }: Item): number {
  if (hasOwnArn(type)) return 0;
  return arn === undefined ? 2 : 1;
}

/** Puts both snapshots side by side, in an order that does not depend on theirs. */
export function pairOf({ a, b }: { a: Snapshot; b: Snapshot }): Pair {
  const sides = [sideOf("a", a, b), sideOf("b", b, a)] as const;
  const items = sides
    .flatMap((side) => side.snapshot.resources.map((resource) => itemOf(side, resource)))
    .sort((left, right) => rankOf(left) - rankOf(right) || compareText(left.label, right.label));
  const byUrn = new Map(items.flatMap((item) => (item.resource.urn === undefined ? [] : [[item.resource.urn, item]])));
  const [left, right] = sides;
  return {
    ...{ sides, items, byUrn },
    sameAccount: left.place.account === right.place.account,
    sameRegion: left.place.region === right.place.region,
  };
}

/** The other stage. */
export function otherSide({ sides: [left, right] }: Pair, side: Side): Side {
  return side === left ? right : left;
}
