import { type Fields, isFields, type Value } from "../plain/value.ts";

/** Keys from an item down to a value. */
export type Path = readonly string[];

const POINTER = /^\/(?:[^~]|~[01])*$/;

/** Whether a text is a JSON pointer (RFC 6901) to something inside. */
export function isPointer(text: Value): text is string {
  return typeof text === "string" && POINTER.test(text);
}

/** The keys that a JSON pointer names. */
export function pathOf(pointer: string): Path {
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function pointerOf(path: Path): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value at a path; a step through something that is not a map gives nothing. */
export function valueAt(fields: Fields, path: Path): Value | undefined {
  let value: Value | undefined = fields;
  for (const key of path) {
    if (!isFields(value)) return undefined;
    value = value.get(key);
  }
  return value;
}
