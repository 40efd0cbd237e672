import { isTooDeep, MOST_LEVELS } from "./depth.ts";
import { scanJson, UNSTORABLE } from "./scan-json.ts";
import { isFields, type Value } from "./value.ts";

export type JsonText = { readonly value: Value } | { readonly problem: "unreadable" | "too-deep" | "unstorable-value" };

const LONGEST_KEY_BYTES = 65_535;

/** The value of a JSON text with exact numbers, or why it is none that an attribute can have. */
export function readJsonText(text: string): JsonText {
  const scanned = scanJson(text);
  if (scanned === undefined) return { problem: "unreadable" };
  const { value, depth, odd } = scanned;
  // Only what a repeated key left standing counts.
  if (depth > MOST_LEVELS && isTooDeep(value)) return { problem: "too-deep" };
  return odd && !isStorable(value) ? { problem: "unstorable-value" } : { value };
}

function isStorable(value: Value): boolean {
  if (value === UNSTORABLE) return false;
  if (typeof value === "string") return value.isWellFormed();
  if (isFields(value)) {
    for (const [name, member] of value) if (!isStorableKey(name) || !isStorable(member)) return false;
    return true;
  }
  return !Array.isArray(value) || value.every(isStorable);
}

function isStorableKey(name: string): boolean {
  return name !== "" && name.isWellFormed() && Buffer.byteLength(name) <= LONGEST_KEY_BYTES;
}
