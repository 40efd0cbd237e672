import { parseArn } from "../iam/arn.ts";
import type { Snapshot, SnapshotResource, SnapshotResult } from "./snapshot.ts";

const URN = /^urn:pulumi:([^:]+)::([^:]+)::/;
const AWS = /^aws(-native)?:/;
const ENGINE = /^pulumi:(providers:|pulumi:StackReference$)/;
const ACCOUNT_IN_TEXT = /"aws:SourceAccount\\*":\s*\\*"(\d{12})|arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/;

type Parts = {
  readonly resources: readonly SnapshotResource[];
  readonly source: Snapshot["source"];
  /** How to make a document that can be used. */
  readonly make: string;
  readonly configValues?: Readonly<Record<string, string>>;
};

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];
}

function accountOf(resources: readonly SnapshotResource[]): string | undefined {
  const owners = resources
    .map(({ arn }) => parseArn(arn ?? "")?.account ?? "")
    .filter((account) => /^\d{12}$/.test(account));
  const owner = mostFrequent(owners);
  if (owner !== undefined) return owner;
  const match = ACCOUNT_IN_TEXT.exec(JSON.stringify(resources.map(({ properties }) => properties)));
  return match?.[1] ?? match?.[2];
}

function regionOf(resources: readonly SnapshotResource[], config: Parts["configValues"]): string | undefined {
  const regions = resources.map(({ arn }) => parseArn(arn ?? "")?.region ?? "").filter((region) => region !== "");
  const provider = resources.find(({ type }) => type === "pulumi:providers:aws")?.properties.region;
  return mostFrequent(regions) ?? config?.["aws:region"] ?? (typeof provider === "string" ? provider : undefined);
}

function referencesOf(resources: readonly SnapshotResource[]): readonly string[] {
  return resources
    .filter(({ type }) => type === "pulumi:pulumi:StackReference")
    .map(({ properties, name }) => (typeof properties.name === "string" ? properties.name : name));
}

/** Puts a snapshot together from the resources of one stack, or says why they are none. */
export function snapshotOf({ resources, source, make, configValues }: Parts): SnapshotResult {
  const urns = resources.map(({ urn }) => URN.exec(urn ?? "")).filter((match) => match !== null);
  const [stack, project] = [urns[0]?.[1], urns[0]?.[2]];
  const kept = resources.filter(({ type }) => AWS.test(type));
  if (kept.length === 0 || stack === undefined || project === undefined) {
    return { problem: `The document holds no resources of AWS: nothing is deployed in it. ${make}` };
  }
  const stray = urns.find((match) => match[1] !== stack || match[2] !== project);
  if (stray !== undefined) {
    return { problem: `The document mixes stacks: ${project}/${stack} and ${stray[2]}/${stray[1]}. ${make}` };
  }
  const [account, region] = [accountOf(kept), regionOf(resources, configValues)];
  return {
    snapshot: {
      ...{ stage: stack, source, project, stack },
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      resources: resources.filter(({ type }) => !ENGINE.test(type)),
      stackReferences: referencesOf(resources),
      ...(configValues === undefined ? {} : { configValues }),
    },
  };
}
