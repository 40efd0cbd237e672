import { decodeValue } from "./pulumi-value.ts";
import { isUnknown, type SnapshotResource, UNKNOWN, type Unknown } from "./snapshot.ts";

/** A resource as the engine's documents write it, before its values are decoded. */
export type DeclaredResource = {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URNs a property's value was made from, by property. */
  readonly origins: Readonly<Record<string, readonly string[] | null>>;
  readonly dependencies: readonly string[];
};

const INTERNAL = new Set(["__defaults", "__meta", "__internal"]);
/** Properties that tell a resource's name, the likeliest first. */
const NAMES = [
  "name",
  "bucket",
  "functionName",
  "repository",
  "domain",
  "dashboardName",
  "layerName",
  "alarmName",
  "stageName",
];

/** Which of the resources a value came from; an output that is not known yet comes from the resource itself. */
function originOf({ urn, origins, dependencies }: DeclaredResource, property: string, output: boolean): Unknown {
  const own = output ? [urn] : [];
  const from = [...own, ...(origins[property] ?? [])];
  if (from.length > 0) return { unknown: true, from };
  return dependencies.length > 0 ? { unknown: true, from: dependencies } : UNKNOWN;
}

function decoded(
  resource: DeclaredResource,
  bag: DeclaredResource["inputs"],
  output: boolean,
): Record<string, unknown> {
  const entries = Object.entries(bag).filter(([key]) => !INTERNAL.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, decodeValue(value, originOf(resource, key, output))]));
}

function textIn(properties: Readonly<Record<string, unknown>>, keys: readonly string[]): string | undefined {
  const value = keys.map((key) => properties[key]).find((each) => typeof each === "string" && each !== "");
  return typeof value === "string" ? value : undefined;
}

/** Decodes a resource: outputs over inputs, and beside them the inputs that ask for something else. */
export function resourceOf(resource: DeclaredResource): SnapshotResource {
  const inputs = decoded(resource, resource.inputs, false);
  const outputs = decoded(resource, resource.outputs, true);
  const properties = { ...inputs };
  for (const [key, value] of Object.entries(outputs)) {
    if (!isUnknown(value) || properties[key] === undefined) properties[key] = value;
  }
  const asked = Object.entries(inputs).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(properties[key]),
  );
  const arn = textIn(properties, ["arn"]);
  return {
    urn: resource.urn,
    type: resource.type,
    name: textIn(properties, NAMES) ?? resource.urn.split("::").at(-1) ?? resource.urn,
    ...(resource.id === undefined ? {} : { id: resource.id }),
    ...(arn === undefined ? {} : { arn }),
    properties,
    ...(asked.length === 0 ? {} : { inputs: Object.fromEntries(asked) }),
    managed: true,
  };
}
