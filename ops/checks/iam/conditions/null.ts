import { isKeyUnknown, type KeyState } from "../template.ts";
import { type Truth, unknown } from "../truth.ts";

/** Whether the key is absent ("true") or present ("false") as the policy asks (IAM User Guide, "Condition operators", Null). */
export function evaluateNull(state: KeyState, wanted: readonly string[]): Truth {
  if (isKeyUnknown(state)) return state;
  const absent = state === null || state.length === 0;
  const asked = new Set(wanted.map((text) => text.toLowerCase()));
  const odd = [...asked].find((text) => text !== "true" && text !== "false");
  return odd === undefined ? asked.has(String(absent)) : unknown(`"${odd}" for Null is neither true nor false`);
}
