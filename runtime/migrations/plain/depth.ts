import { isFields, type Value } from "./value.ts";

/** DynamoDB nests that many levels; the value of an attribute is the first. */
export const MOST_LEVELS = 32;

/** Whether a value, itself on a level, has anything below the last level. */
export function isTooDeep(value: Value, level = 1): boolean {
  if (level > MOST_LEVELS) return true;
  if (isFields(value)) {
    for (const member of value.values()) if (isTooDeep(member, level + 1)) return true;
    return false;
  }
  return Array.isArray(value) && value.some((member) => isTooDeep(member, level + 1));
}
