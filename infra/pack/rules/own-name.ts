import type { Stage } from "../../../runtime/domain/stage.ts";
import type { Resource, StackFacts } from "../resource.ts";
import { type Ruling, undecidedAbout, violation } from "../rule.ts";
import { isUnknown } from "../unknown.ts";
import { NAME_FORMS, type NameForm, OWN_FORM } from "./name-forms.ts";

/** Every resource with a name of its own in the account says in that name which stage it belongs to. */
export function ownName(resource: Resource, { stage }: StackFacts): readonly Ruling[] {
  if (!resource.type.startsWith("aws:")) return [];
  const form = NAME_FORMS[resource.type] ?? generalForm(resource);
  if (form === "nameless") return [];
  const name = resource.props[form.property];
  if (isUnknown(name)) return undecidedAbout([form.property]);
  const wanted = shown(form, stage);
  if (typeof name !== "string" || name === "") {
    return [violation(`it has no ${form.property} of its own`, `Set ${form.property} to ${wanted}`)];
  }
  if (matches(form, { name, stage })) return [];
  return [
    violation(`its ${form.property} "${name}" does not say that it belongs to ${stage}`, `Name it like ${wanted}`),
  ];
}

/** A type nobody described is held to the general form where it has a name at all. */
function generalForm({ props }: Resource): NameForm | "nameless" {
  return props.name === undefined ? "nameless" : { property: "name", forms: OWN_FORM };
}

function matches({ forms }: NameForm, { name, stage }: { name: string; stage: Stage }): boolean {
  return forms.some((form) => pattern(form, stage).test(name));
}

function shown({ forms }: NameForm, stage: Stage): string {
  return forms.map((form) => `"${form.replaceAll("{stage}", stage)}"`).join(" or ");
}

const BLANKS: readonly (readonly [blank: string, expression: string])[] = [
  ["{what}", "[a-z0-9]+(?:-[a-z0-9]+)*"],
  ["{path}", "[A-Za-z0-9_./-]+"],
  ["{region}", "[a-z]{2}(?:-[a-z]+)+-\\d"],
  ["{unique}", "(?=[a-z0-9-]*\\d)[a-z0-9]{7,}"],
];

function pattern(form: string, stage: Stage): RegExp {
  const literal = form.replaceAll("{stage}", stage).replace(/[.$]/g, "\\$&");
  return new RegExp(`^${BLANKS.reduce((text, [blank, expression]) => text.replaceAll(blank, expression), literal)}$`);
}
