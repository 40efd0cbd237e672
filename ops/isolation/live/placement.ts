import { STAGES, type Stage } from "../../../runtime/domain/stage.ts";
import type { LiveResource } from "../../aws/live/account.ts";
import type { Snapshot } from "../../checks/isolation/snapshot.ts";
import { valueAt } from "./comparable.ts";
import { FACET_RULES } from "./facet-rules.ts";
import { identityOf } from "./facets.ts";
import type { Identities } from "./identities.ts";

const PROJECT = "atlas-codex";

export type PlacementArgs = {
  resources: readonly LiveResource[];
  states: readonly [Snapshot, Snapshot];
  identities: Identities;
};

/** Which stage each resource of the account belongs to: what a state knows, then names and tags, then what it is tied to. */
export function placed({ resources, states, identities }: PlacementArgs): Map<LiveResource, Stage | undefined> {
  const owners = new Map<string, Stage>();
  const claim = (resource: Keyed, stage: Stage | undefined) => {
    const [family, own] = keyOf(resource, identities);
    if (stage === undefined || owners.has(`${family} ${own}`)) return;
    owners.set(`${family} ${own}`, stage);
    if (own.startsWith("arn:")) owners.set(own, stage);
  };
  for (const { stage, resources: known } of states) {
    for (const resource of known) claim(resource, stageNamed(stage));
  }
  const told = resources.filter(({ type }) => FACET_RULES[type] !== undefined);
  const things = told.filter(isThing);
  for (const resource of things) claim(resource, stageOfName(resource));
  const place = (resource: LiveResource) =>
    owners.get(keyOf(resource, identities).join(" ")) ?? anchored(resource, owners, identities);
  for (const resource of things) claim(resource, place(resource));
  return new Map(told.map((resource) => [resource, place(resource)]));
}

/** Whether a name or tag of something in the account is this project's. */
export function isOurName({
  name,
  tags,
}: {
  name?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
}): boolean {
  return tags?.project === PROJECT || new RegExp(`(^|[^a-z0-9])${PROJECT}([^a-z0-9]|$)`).test(name ?? "");
}

function isThing({ type }: LiveResource): boolean {
  return FACET_RULES[type]?.of === undefined;
}

type Keyed = Pick<LiveResource, "type" | "name" | "id" | "arn" | "properties">;

function keyOf(resource: Keyed, identities: Identities): [family: string, identity: string] {
  const rule = FACET_RULES[resource.type];
  if (rule === undefined) return [resource.type, resource.arn ?? resource.id ?? resource.name];
  return [rule.family, identityOf(resource, rule, identities) ?? resource.name];
}

function stageOfName(resource: LiveResource): Stage | undefined {
  if (!isOurName(resource)) return undefined;
  const words = resource.name.split(/[^a-z0-9]+/);
  return stageNamed(resource.tags?.stage) ?? STAGES.find((stage) => words.includes(stage));
}

function stageNamed(word: string | undefined): Stage | undefined {
  return STAGES.find((stage) => stage === word);
}

function anchored(
  resource: LiveResource,
  owners: ReadonlyMap<string, Stage>,
  identities: Identities,
): Stage | undefined {
  const ties = (FACET_RULES[resource.type]?.anchors ?? []).flatMap((path) => valueAt(resource.properties, path));
  return ties
    .map((tie) => owners.get((typeof tie === "string" ? identities.byArn(tie) : undefined) ?? ""))
    .find((stage) => stage !== undefined);
}
