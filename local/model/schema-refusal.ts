import type { AskedFormat } from "./ask.ts";
import { badParameter, type Refusal } from "./refusal.ts";
import { strictBreach } from "./strict-schema.ts";

const namePattern = /^[a-zA-Z0-9_-]{1,64}$/;

/** Refuses a format whose name is no identifier, or whose strict schema breaks the documented rules. */
export function schemaRefusal({
  format,
  param,
  nameParam,
}: {
  format: AskedFormat;
  param: string;
  nameParam: string;
}): Refusal | undefined {
  if (format.kind !== "json_schema") return undefined;
  if (!namePattern.test(format.name)) {
    const message = `Invalid '${nameParam}': string does not match pattern. Expected a string of 1 to 64 characters that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
    return badParameter({ param: nameParam, code: "invalid_value", message });
  }
  const breach = format.strict ? strictBreach(format.schema) : undefined;
  if (breach === undefined) return undefined;
  const context = breach.path.map((step) => `'${step}'`).join(", ");
  return badParameter({
    param,
    code: "invalid_json_schema",
    message: `Invalid schema for response_format '${format.name}': In context=(${context}), ${breach.why}`,
  });
}
