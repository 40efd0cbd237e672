import type { DeploymentRecord } from "../../../ops/deployment/record.ts";

/** A record as a ledger keeps it, with what a test asks for. */
export function deploymentRecord(given: Partial<DeploymentRecord>): DeploymentRecord {
  return {
    ...{ id: "D-1", kind: "deployment", stage: "preview", state: "live", who: "somebody", rollForward: false },
    source: { commit: "0123456789abcdef", dirty: [], digest: "d", settings: "s" },
    ...{ bundles: {}, versions: {}, before: { targets: {} }, planned: [], migrations: [], steps: [] },
    ...{ startedAt: 1, updatedAt: 2 },
    ...given,
  };
}
