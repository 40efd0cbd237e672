import { policiesIn } from "./policies-in.ts";
import type { SnapshotResource } from "./snapshot.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(/^\s*%7B/i.test(text) ? decodeURIComponent(text) : text);
    return true;
  } catch {
    return false;
  }
}

/** A sentence about the first policy that is not JSON; undefined when there is none. */
export function policyProblem(resources: readonly SnapshotResource[]): { problem: string } | undefined {
  for (const resource of resources) {
    const broken = policiesIn(resource).find(({ source }) => typeof source === "string" && !isJson(source));
    if (broken !== undefined) {
      return { problem: `The policy ${broken.document} is not JSON. Was the document edited by hand? Make it anew.` };
    }
  }
  return undefined;
}
