import type { Source } from "./ports.ts";
import type { DeploymentRecord } from "./record.ts";

/**
 * The newest deployment of a source that was verified, unless what served this source was gone back from since: then it
 * counts again only once it is deployed again or gone back to. Records oldest first.
 */
export function verifiedOf(
  records: readonly DeploymentRecord[],
  { commit, digest }: Pick<Source, "commit" | "digest">,
): DeploymentRecord | undefined {
  const isOfIt = ({ source }: DeploymentRecord) => source.digest === digest || source.commit === commit;
  const named = (sought: string | undefined) => records.find(({ id }) => id === sought);
  let verified: DeploymentRecord | undefined;
  for (const record of records.filter(({ state }) => state === "live")) {
    const left = record.kind === "rollback" ? named(record.before.deployment) : undefined;
    if (left !== undefined && isOfIt(left)) verified = undefined;
    // A rollback has the source of what it went back to; the gate has judged the deployment.
    if (isOfIt(record)) verified = record.kind === "rollback" ? named(record.restores) : record;
  }
  return verified;
}
