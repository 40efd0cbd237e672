import type { Stage } from "../../../runtime/domain/stage.ts";
import type { Resource, StackFacts, Value } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isObject, isUnknown } from "../unknown.ts";
import { canBeTagged } from "./taggable-types.ts";

/** The tags that costs and clean-ups are told apart by, and their values; undefined means any but an empty one. */
function wantedTags(stage: Stage): Readonly<Record<string, string | undefined>> {
  return {
    project: "atlas-codex",
    stage,
    component: undefined,
    "cost-center": `atlas-codex-${stage}`,
    "managed-by": "pulumi",
  };
}

/** Everything that can carry tags carries the project's five. */
export function tagged({ type, props }: Resource, { stage }: StackFacts): readonly Ruling[] {
  if (!type.startsWith("aws:")) return [];
  const answer = canBeTagged(type);
  if (answer === "unheard of") {
    const change = `Add ${type} to the table of taggable types, and to those of encryption and recovery if it holds data`;
    return [violation("nobody has looked at its type, so no rule knows what to ask of it", change)];
  }
  if (answer === "no") return [];
  if (isUnknown(props.tags)) return undecidedAbout(["tags"]);
  const tags = isObject(props.tags) ? props.tags : {};
  const wanted = Object.entries(wantedTags(stage));
  const unknown = wanted.filter(([tag]) => isUnknown(tags[tag])).map(([tag]) => `tags.${tag}`);
  const wrong = wanted.filter(([tag, value]) => !isUnknown(tags[tag]) && !fits(tags[tag], value));
  const shown = wrong.map(([tag, value]) => (value === undefined ? `${tag} (what it belongs to)` : `${tag}=${value}`));
  return [
    ...(wrong.length === 0
      ? []
      : [violation(`it is not tagged with ${wrong.map(([tag]) => tag).join(", ")}`, `Set tags: ${shown.join(", ")}`)]),
    ...undecidedAbout(unknown),
  ];
}

function fits(found: Value | undefined, wanted: string | undefined): boolean {
  return wanted === undefined ? typeof found === "string" && found !== "" : found === wanted;
}
