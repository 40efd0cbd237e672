import { catalogue } from "./catalogue.ts";
import { isInput, type Property } from "./property.ts";
import { pluginVersion } from "./version.ts";

type Schema = Readonly<Record<string, unknown>>;

const anything = { $ref: "pulumi.json#/Any" };

/** The package schema of what is served, enough for the engine to write programs for imported resources. */
export function schemaDocument(): Schema {
  const resources = catalogue.map(({ token, properties }) => {
    const all = Object.entries(properties);
    const inputs = all.filter(([, property]) => isInput(property));
    return [
      token,
      {
        properties: Object.fromEntries(all.map(([name, property]) => [name, typeSchema(property)])),
        inputProperties: Object.fromEntries(inputs.map(([name, property]) => [name, typeSchema(property)])),
        requiredInputs: inputs.filter(([, property]) => property.use === "required").map(([name]) => name),
      },
    ] as const;
  });
  return {
    name: "aws",
    version: pluginVersion,
    meta: { moduleFormat: "(.*)(?:/[^/]*)" },
    resources: Object.fromEntries(resources),
  };
}

function typeSchema(property: Property): Schema {
  switch (property.kind) {
    case "archive":
      return { $ref: "pulumi.json#/Archive" };
    case "json":
      return { type: "string" };
    case "map":
      return { type: "object", additionalProperties: typeSchema(property.of) };
    case "list":
    case "set":
      return { type: "array", items: typeSchema(property.of) };
    case "object":
      return anything;
    default:
      return { type: property.kind };
  }
}
