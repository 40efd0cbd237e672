import { createHash } from "node:crypto";
import { isRecord, type Secret, type Unknown } from "./snapshot.ts";

// Signatures of the Pulumi engine's wire format: sdk/go/common/resource/{sig,plugin/rpc}.go.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSETS = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];
const UNKNOWN_VALUES = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
/** How `pulumi preview --json` writes a secret. */
const MASKED = "[secret]";

/** The same value as a marker that keeps the plain value out of whatever prints or stores the snapshot. */
export function secretOf(plain: unknown): Secret {
  const secret = { secret: true as const, digest: createHash("sha256").update(JSON.stringify(plain)).digest("hex") };
  return Object.defineProperty(secret, "plain", { value: plain, enumerable: false });
}

/** The plain value behind a secret, where the document showed it. */
export function plainOf(secret: Secret): unknown {
  return "plain" in secret ? secret.plain : undefined;
}

function decodeSecret({ plaintext }: Readonly<Record<string, unknown>>, from: Unknown): unknown {
  if (typeof plaintext !== "string") return { secret: true } satisfies Secret;
  try {
    return secretOf(decodeValue(JSON.parse(plaintext), from));
  } catch {
    return secretOf(plaintext);
  }
}

/**
 * A value of the engine's documents as plain JSON: `unknown` stands where it is not known, a marker where it is secret;
 * of an asset or archive its hash is left.
 */
export function decodeValue(value: unknown, unknown: Unknown): unknown {
  if (typeof value === "string") {
    if (value === MASKED) return { secret: true } satisfies Secret;
    return UNKNOWN_VALUES.has(value) ? unknown : value;
  }
  if (Array.isArray(value)) return value.map((each) => decodeValue(each, unknown));
  if (!isRecord(value)) return value;
  const kind = value[SIGNATURE];
  if (kind === SECRET) return decodeSecret(value, unknown);
  if (kind === OUTPUT_VALUE) return Object.hasOwn(value, "value") ? decodeValue(value.value, unknown) : unknown;
  if (typeof kind === "string" && ASSETS.includes(kind)) return { hash: value.hash };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decodeValue(each, unknown)]));
}
