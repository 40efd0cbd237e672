import { createHash } from "node:crypto";
import { canonicalJson } from "../../runtime/ingest/canonical-json.ts";
import { isSecret, type Snapshot, type SnapshotResource } from "../checks/isolation/snapshot.ts";

/** SHA-256, in hex, of a value as canonical JSON: the order of keys does not matter. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** Each resource of a snapshot with its digest. Secret values take no part: nothing about them can be guessed from it. */
export function resourceDigests(snapshot: Snapshot): Record<string, string> {
  const digests = snapshot.resources.map((resource) => [keyOf(resource), digestOf(withoutSecrets(resource))] as const);
  return Object.fromEntries(digests.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The digest of a whole snapshot: of who it is, and of every resource, in whatever order they came. */
export function snapshotDigest(snapshot: Snapshot): string {
  const { resources: _, ...head } = snapshot;
  return digestOf({ head, resources: resourceDigests(snapshot) });
}

function keyOf({ urn, type, arn, id, name }: SnapshotResource): string {
  return urn ?? `${type} ${arn ?? id ?? name}`;
}

function withoutSecrets(value: unknown): unknown {
  if (isSecret(value)) return { secret: true };
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutSecrets(item)]));
}
