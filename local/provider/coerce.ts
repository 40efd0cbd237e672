import type { Fields, Property } from "./property.ts";
import { isInput } from "./property.ts";
import { propertyPath } from "./property-path.ts";
import { Archive, type Bag, isBag, isList, unknown, type Value } from "./value.ts";

type Path = readonly (string | number)[];
type Fail = (path: Path, reason: string) => void;

/**
 * Brings a bag into the kinds its fields declare: texts that spell a number or a boolean become one, and the other way
 * round. What is not declared, or cannot be brought into its kind, is reported by its path and left out.
 */
export function coerce(request: { fields: Fields; bag: Bag; path: Path; fail: Fail }): Bag {
  const { fields, bag, path, fail } = request;
  return Object.fromEntries(
    Object.entries(bag).flatMap(([name, value]) => {
      if (name === "__defaults" || value === undefined || value === null) return [];
      const at = [...path, name];
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined || !isInput(field)) {
        fail(at, `the property "${propertyPath(at)}" ${notServed(field)}`);
        return [];
      }
      return [[name, coerceValue(field, value, at, fail)] as const];
    }),
  );
}

function notServed(field: Property | undefined): string {
  return field === undefined ? "is not served by the embedded AWS" : "is an output and cannot be set";
}

function coerceValue(property: Property, value: Value, path: Path, fail: Fail): Value {
  if (value === unknown) return value;
  switch (property.kind) {
    case "object":
      if (isBag(value)) return coerceFields(property.fields, value, path, fail);
      break;
    case "map":
      if (isBag(value)) return coerceMap(property.of, value, path, fail);
      break;
    case "list":
    case "set":
      if (isList(value)) return value.map((item, index) => coerceValue(property.of, item, [...path, index], fail));
      break;
    case "archive":
      if (value instanceof Archive) return value;
      break;
    default: {
      const scalar = coerceScalar(property.kind, value);
      if (scalar !== undefined) return chosen(property, scalar, path, fail);
    }
  }
  fail(path, `the property "${propertyPath(path)}" must be ${article(property.kind)}`);
  return null;
}

function coerceFields(fields: Fields, bag: Bag, path: Path, fail: Fail): Bag {
  const required = Object.entries(fields).filter(
    ([name, field]) => field.use === "required" && bag[name] === undefined,
  );
  for (const [name] of required)
    fail([...path, name], `the required property "${propertyPath([...path, name])}" is missing`);
  return coerce({ fields, bag, path, fail });
}

function coerceMap(of: Property, bag: Bag, path: Path, fail: Fail): Bag {
  return Object.fromEntries(
    Object.entries(bag).map(([key, entry]) => [key, coerceValue(of, entry ?? null, [...path, key], fail)]),
  );
}

function coerceScalar(kind: "string" | "number" | "boolean" | "json", value: Value): Value | undefined {
  if (kind === "number") return numberOf(value);
  if (kind === "boolean") return booleanOf(value);
  return typeof value === "number" || typeof value === "boolean" || typeof value === "string"
    ? String(value)
    : undefined;
}

function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function booleanOf(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "false" ? value === "true" : undefined;
}

function chosen(property: Property, value: Value, path: Path, fail: Fail): Value {
  if (property.choices !== undefined && !property.choices.includes(String(value))) {
    fail(
      path,
      `the property "${propertyPath(path)}" must be one of ${property.choices.join(", ")}, not "${String(value)}"`,
    );
  }
  return value;
}

function article(kind: string): string {
  if (kind === "json") return "a string holding JSON";
  if (kind === "archive" || kind === "object") return `an ${kind}`;
  return kind === "set" ? "a list" : `a ${kind}`;
}
