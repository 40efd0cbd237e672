import type { Value } from "../value.ts";

/** The function's name in any way of naming it: `name`, `name:qualifier`, a full or partial ARN. */
export function functionNameOf(given: string): string {
  const parts = given.split(":");
  const after = parts.indexOf("function");
  return (after < 0 ? parts[0] : parts[after + 1]) ?? given;
}

/** Whether two ways of naming a function mean the same function and qualifier. */
export function sameFunction(one: Value, other: Value): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  return functionNameOf(one) === functionNameOf(other) && qualifierOf(one) === qualifierOf(other);
}

function qualifierOf(given: string): string {
  const parts = given.split(":");
  const after = parts.indexOf("function");
  return (after < 0 ? parts[1] : parts[after + 2]) ?? "";
}
