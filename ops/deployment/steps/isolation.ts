import type { DeploymentStep } from "../step.ts";

/** Proof that the stages are apart, on what is deployed now. */
export const isolationAfter: DeploymentStep = {
  name: "isolation",
  explains: "verify-isolation --after; its evidence is kept.",
  async run({ ports }, signal) {
    const steps = await ports.checks.isolation(signal);
    return steps.map((step) => ({ ...step, name: `isolation: ${step.name}` }));
  },
};
