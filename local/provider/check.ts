import { type AutonamingOption, automaticName } from "./autoname.ts";
import type { CheckFailure } from "./check-failure.ts";
import { coerce } from "./coerce.ts";
import { isInput } from "./property.ts";
import { propertyPath } from "./property-path.ts";
import type { ResourceType } from "./resource-type.ts";
import { type Bag, isList, type Value } from "./value.ts";

/** Inputs with their defaults and automatic name filled in, and every reason to refuse them. */
export interface Checked {
  readonly inputs: Bag;
  readonly failures: readonly CheckFailure[];
}

/** Judges a resource's inputs before anything is done with them: names, kinds, choices, required ones. */
export function check(request: {
  readonly type: ResourceType;
  readonly logicalName: string;
  readonly news: Bag;
  readonly olds: Bag;
  readonly seed: Uint8Array;
  readonly autonaming?: AutonamingOption | undefined;
}): Checked {
  const { type, news } = request;
  const failures: CheckFailure[] = [];
  const given = coerce({
    fields: type.properties,
    bag: news,
    path: [],
    fail: (path, reason) => failures.push({ property: propertyPath(path), reason }),
  });
  const defaults = { ...schemaDefaults(type, given), ...nameDefault(request, given, failures) };
  const inputs = { ...given, ...defaults, __defaults: Object.keys(defaults).toSorted() };
  return { inputs, failures: [...failures, ...missing(type, inputs)] };
}

function schemaDefaults(type: ResourceType, given: Bag): Bag {
  return Object.fromEntries(
    Object.entries(type.properties)
      .filter(([name, property]) => property.default !== undefined && isInput(property) && given[name] === undefined)
      .map(([name, property]) => [name, property.default]),
  );
}

function nameDefault(request: Parameters<typeof check>[0], given: Bag, failures: CheckFailure[]): Bag {
  const { autoname } = request.type;
  if (autoname === undefined || given[autoname.property] !== undefined) return {};
  if (autoname.unless !== undefined && given[autoname.unless] !== undefined) return {};
  const kept = automaticBefore(request.olds, autoname.property);
  if (kept !== undefined) return { [autoname.property]: kept };
  try {
    const { logicalName, seed, autonaming } = request;
    return { [autoname.property]: automaticName({ autoname, logicalName, seed, option: autonaming }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    failures.push({ property: autoname.property, reason: error.message });
    return {};
  }
}

function automaticBefore(olds: Bag, property: string): Value | undefined {
  const defaults = olds.__defaults;
  return isList(defaults) && defaults.includes(property) ? olds[property] : undefined;
}

function missing(type: ResourceType, inputs: Bag): readonly CheckFailure[] {
  return Object.entries(type.properties)
    .filter(([name, property]) => property.use === "required" && (inputs[name] ?? null) === null)
    .map(([name]) => ({ property: name, reason: `the required property "${name}" is missing` }));
}
