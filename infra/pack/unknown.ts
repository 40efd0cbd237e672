import type { Value } from "./resource.ts";

/** Key by which the engine marks objects that are more than JSON, and the marks this pack knows. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What the engine writes instead of a value it does not have yet, one for each kind of value. */
const SENTINELS: ReadonlySet<Value> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "[secret]",
]);

/** Whether a value is there but cannot be read: made later, or shown to nobody. */
export function isUnknown(value: Value | undefined): boolean {
  if (typeof value === "string") return SENTINELS.has(value);
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** Whether a value is an object with properties. */
export function isObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a list: an array as it is, nothing as an empty one, anything else alone. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}
