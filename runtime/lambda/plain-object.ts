/** Whether a value has members that can be looked at. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Whether a value is an object whose members are all text, or is absent. */
export function isTextTable(value: unknown): value is Readonly<Record<string, string>> | null | undefined {
  return isAbsent(value) || (isObject(value) && Object.values(value).every((member) => typeof member === "string"));
}

export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
