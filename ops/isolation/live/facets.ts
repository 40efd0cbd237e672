import type { SnapshotResource } from "../../checks/isolation/snapshot.ts";
import { valueAt } from "./comparable.ts";
import type { FacetRule } from "./facet-rule.ts";
import { FACET_RULES } from "./facet-rules.ts";
import { type Identities, namesOf } from "./identities.ts";
import { MERGED } from "./merged-types.ts";

type Known = Pick<SnapshotResource, "type" | "name" | "id" | "arn" | "properties">;

/** One thing a resource says about access: of what, and what. */
export type Facet<Resource extends Known = Known> = {
  /** Equal for the same thing in a state and in the account. */
  key: string;
  /** Identity of what it is about. */
  about: string;
  rule: FacetRule;
  /** For a person: `inline policy least-privilege`; empty for the thing itself. */
  label: string;
  values: Readonly<Record<string, unknown>>;
  resource: Resource;
};

/** The facets of resources, by key; what only adds to another resource is added to that one's. */
export function facetsOf<Resource extends Known>(
  resources: readonly Resource[],
  identities: Identities,
): Map<string, Facet<Resource>> {
  const added = additions(resources, identities);
  const facets = resources.flatMap((resource) => {
    const rule = FACET_RULES[resource.type];
    const about = rule === undefined ? undefined : identityOf(resource, rule, identities);
    if (rule === undefined || about === undefined) return [];
    const extra = rule.of === undefined ? added.get(`${rule.family} ${about}`) : undefined;
    const properties = extra === undefined ? resource.properties : { ...resource.properties, ...extra };
    const told = (rule.key ?? []).map((name) => (name === "id" ? resource.id : resource.properties[name]));
    const tail = told.filter((each) => each !== undefined && each !== "").map(String);
    const label = [rule.label, ...tail].join(" ").trim();
    const values = Object.fromEntries(rule.compare.map((path) => [path, valueAt(properties, path)]));
    const mute =
      rule.of !== undefined && tail.length === 0 && Object.values(values).every((each) => each === undefined);
    return mute ? [] : [{ key: `${rule.family} ${about} ${label}`, about, rule, label, values, resource }];
  });
  return new Map(facets.map((facet) => [facet.key, facet]));
}

/** What a resource is about: itself, or what it is a part of. */
export function identityOf(resource: Known, rule: FacetRule, identities: Identities): string | undefined {
  const named = rule.of === undefined ? namesOf(resource)?.names : [resource.properties[rule.of]];
  const names = (named ?? []).filter((name) => typeof name === "string");
  return identities.find(rule.family, names) ?? names[0];
}

function additions(resources: readonly Known[], identities: Identities): Map<string, Record<string, unknown>> {
  const added = new Map<string, Record<string, unknown>>();
  for (const { type, properties } of resources) {
    const rule = MERGED[type];
    const name = rule === undefined ? undefined : properties[rule.by];
    if (rule === undefined || typeof name !== "string") continue;
    const key = `${rule.into} ${identities.find(rule.into, [name]) ?? name}`;
    const values = Object.entries(rule.properties).map(([from, to]) => [to, properties[from]] as const);
    added.set(key, { ...added.get(key), ...Object.fromEntries(values) });
  }
  return added;
}
