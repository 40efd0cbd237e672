import { secretOf } from "../../checks/isolation/pulumi-value.ts";
import type { Secret } from "../../checks/isolation/snapshot.ts";

/** A secret value as a marker, digested as a state's secrets are: equal values have equal digests. */
export function secretMarker(value: string | Uint8Array): Secret {
  return secretOf(typeof value === "string" ? value : Buffer.from(value).toString("base64"));
}
