import type { Fields, Property } from "./property.ts";
import type { ResourceType } from "./resource-type.ts";
import type { Tags } from "./tags.ts";
import { type Bag, compact, isBag, isList, unknown, type Value } from "./value.ts";

/** What a provider instance adds to every resource of its own accord. */
export interface Surroundings {
  readonly region: string;
  readonly defaultTags: Tags;
}

/** The state a create will lead to, as far as it can be known: what only AWS can say is unknown. */
export function previewCreate(type: ResourceType, inputs: Bag, surroundings: Surroundings): Bag {
  return compact({ ...anew(type.properties, inputs), ...surrounded(type, inputs, surroundings) });
}

/** The state an update will lead to: as before, with the new inputs, and unknown where the update will change it. */
export function previewUpdate(request: {
  readonly type: ResourceType;
  readonly state: Bag;
  readonly inputs: Bag;
  readonly changed: ReadonlySet<string>;
  readonly surroundings: Surroundings;
}): Bag {
  const { type, state, inputs, changed, surroundings } = request;
  const renewed = new Set(type.renewed?.(changed, inputs) ?? []);
  const fresh = anew(type.properties, inputs);
  const after = Object.entries(type.properties).map(([name, property]): [string, Value | undefined] => {
    if (inputs[name] !== undefined) return [name, changed.has(name) ? fresh[name] : (state[name] ?? inputs[name])];
    if (renewed.has(name)) return [name, unknown];
    return [name, isAutomatic(property) ? state[name] : undefined];
  });
  return compact({ ...Object.fromEntries(after), ...surrounded(type, inputs, surroundings) });
}

/** A bag as AWS will make it from inputs: what it fills in by itself is unknown, at any depth. */
function anew(fields: Fields, inputs: Bag): Bag {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Value | undefined] => [
      name,
      filled(field, inputs[name]) ?? (isAutomatic(field) ? unknown : undefined),
    ]),
  );
}

function filled(property: Property, value: Value | undefined): Value | undefined {
  if (property.kind === "object" && isBag(value)) return compact(anew(property.fields, value));
  if ((property.kind === "list" || property.kind === "set") && isList(value)) {
    return value.map((item) => filled(property.of, item) ?? item);
  }
  return value;
}

function isAutomatic(property: Property): boolean {
  return property.use === "output" || property.use === "computed" || property.use === "named";
}

function surrounded(type: ResourceType, inputs: Bag, surroundings: Surroundings): Bag {
  return {
    ...(type.global === true ? {} : { region: inputs.region ?? surroundings.region }),
    ...(type.tags === undefined ? {} : { tagsAll: mergedTags(inputs.tags, surroundings.defaultTags) }),
  };
}

/** The tags a resource ends up with; unknown as a whole while the program's tags are. */
export function mergedTags(tags: Value | undefined, defaultTags: Tags): Value {
  return tags === unknown ? unknown : { ...defaultTags, ...(tags as Bag | undefined) };
}
