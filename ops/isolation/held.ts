import type { Snapshot } from "../checks/isolation/snapshot.ts";
import { resourceDigests, snapshotDigest } from "./digest.ts";
import type { Evidence } from "./evidence.ts";

export type Change = {
  stage: string;
  /** What a resource is called in the evidence: its URN, else its type and ARN. */
  resource: string;
  how: "changed" | "new" | "gone" | "other stack";
};

/** What is different now from what the evidence was made of; nothing when it still holds. */
export function changesSince(evidence: Evidence, snapshots: readonly [Snapshot, Snapshot]): Change[] {
  return snapshots.flatMap((snapshot) => {
    const input = evidence.inputs.find(({ stage }) => stage === snapshot.stage);
    if (input === undefined) return [{ stage: snapshot.stage, resource: snapshot.stack, how: "other stack" as const }];
    if (snapshotDigest(snapshot) === input.sha256) return [];
    const changes = differences(input.resources, resourceDigests(snapshot));
    const named = changes.map(({ resource, how }) => ({ stage: snapshot.stage, resource, how }));
    return named.length > 0 ? named : [{ stage: snapshot.stage, resource: snapshot.stack, how: "changed" as const }];
  });
}

function differences(before: Record<string, string>, now: Record<string, string>): Omit<Change, "stage">[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((resource) => {
    if (before[resource] === now[resource]) return [];
    const how = before[resource] === undefined ? "new" : now[resource] === undefined ? "gone" : "changed";
    return [{ resource, how } as const];
  });
}
