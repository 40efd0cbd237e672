import type { PolicyKind } from "../iam/document.ts";
import { POLICY_PLACES, type PolicyPlace } from "./policy-places.ts";
import { isRecord, type SnapshotResource } from "./snapshot.ts";

/** A policy as a resource carries it. */
export type CarriedPolicy = {
  /** What a person finds it by: name of the resource, and the property. */
  readonly document: string;
  readonly kind: PolicyKind;
  /** JSON text, an object, or a marker. */
  readonly source: unknown;
  /** What tells the resource it belongs to; undefined for the resource that carries it. */
  readonly belongsTo: unknown;
};

function at(value: unknown, path: readonly string[]): readonly unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (head === "[]") return Array.isArray(value) ? value.flatMap((each) => at(each, rest)) : [];
  return isRecord(value) ? at(value[head], rest) : [];
}

function isEmpty(source: unknown): boolean {
  return source === undefined || source === null || source === "";
}

function documentOf(resource: SnapshotResource, { at: path }: PolicyPlace): string {
  const kind = resource.type.split(":").at(-1) ?? resource.type;
  const owner = ["role", "user", "group"]
    .map((key) => resource.properties[key])
    .find((each) => typeof each === "string");
  const name = typeof owner === "string" ? `${owner}/${resource.name}` : resource.name;
  return `${kind} ${name}${path.length === 1 && path[0] === "policy" ? "" : ` ${path.filter((part) => part !== "[]").join(".")}`}`;
}

/** The policies of a resource: those in force, and those asked for where they differ. */
export function policiesIn(resource: SnapshotResource): readonly CarriedPolicy[] {
  return (POLICY_PLACES[resource.type] ?? []).flatMap((place) =>
    [resource.properties, resource.inputs ?? {}].flatMap((bag) =>
      at(bag, place.at)
        .filter((source) => !isEmpty(source))
        .map((source) => ({
          document: documentOf(resource, place),
          kind: place.kind,
          source,
          belongsTo: place.of === "self" ? undefined : (bag[place.of] ?? resource.properties[place.of]),
        })),
    ),
  );
}
