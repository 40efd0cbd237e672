import { expect, test } from "vitest";
import type { DeploymentPorts, VerifiedVersions } from "../../../../ops/deployment/ports.ts";
import type { DeploymentRecord } from "../../../../ops/deployment/record.ts";
import { verify, verifyLive } from "../../../../ops/deployment/steps/verify.ts";
import { memoryDeployment } from "../../../contract/memory-deployment.ts";
import { deploymentRecord } from "../../verification/deployment-record.ts";

const lasting = { versions: { api: "3" }, bundles: { api: "a1" } };
const source = { commit: "c", dirty: [], digest: "d", settings: "s1" };

async function askedBy(step: typeof verify, given: Partial<DeploymentRecord>): Promise<VerifiedVersions[]> {
  const { ports } = memoryDeployment({ commits: { a: { api: "a1" } } });
  const asked: VerifiedVersions[] = [];
  const checks: DeploymentPorts["checks"] = {
    ...ports.checks,
    async verify(versions) {
      asked.push(versions);
      return [];
    },
  };
  const record = deploymentRecord({ ...lasting, source, ...given });
  const turn = { ports: { ...ports, checks }, record, remember: async () => {}, note: () => {} };
  await step.run(turn, new AbortController().signal);
  return asked;
}

test.each([
  ["a deployment before it has traffic", verify, {}, { phase: "before-traffic", restored: undefined }],
  ["a deployment behind the door", verifyLive, {}, { phase: "live", restored: undefined }],
  ["a rollback", verifyLive, { kind: "rollback", restores: "D-0" }, { phase: "live", restored: "D-0" }],
] as const)("%s is verified against all that the ledger says of it", async (_, step, given, expected) => {
  expect(await askedBy(step, given)).toEqual([{ ...lasting, settings: "s1", ...expected }]);
});
