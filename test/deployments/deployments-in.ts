import { expect } from "vitest";
import { DeploymentRecord } from "../../ops/deployment/record.ts";
import type { OwnDeployments } from "./own-deployments.ts";

type Report = { steps: { findings: { witness?: { records?: unknown } }[] }[] };

/** All deployments of the preview stage, oldest first, as `ops deploy --status` tells of them. */
export async function deploymentsIn({ ops }: Pick<OwnDeployments, "ops">): Promise<readonly DeploymentRecord[]> {
  const { code, out, err } = await ops(["deploy", "--stage", "preview", "--status", "--json"]);
  expect(code, err).toBe(0);
  const [step] = (JSON.parse(out) as Report).steps;
  return DeploymentRecord.array().parse(step?.findings[0]?.witness?.records);
}
