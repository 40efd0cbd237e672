import type { VerifiedVersions } from "../ports.ts";
import { type DeploymentStep, skipped } from "../step.ts";

/** The new versions, asked directly before any traffic reaches them. */
export const verify = verification({
  name: "verify",
  phase: "before-traffic",
  explains: "ops verify-deployment on the new versions, before any traffic reaches them.",
});

/** The whole stage through its door. */
export const verifyLive = verification({
  name: "verify live",
  phase: "live",
  explains: "ops verify-deployment through the door, once all traffic is on the new versions.",
});

type Verification = { name: string; phase: VerifiedVersions["phase"]; explains: string };

function verification({ name, phase, explains }: Verification): DeploymentStep {
  return {
    name,
    explains,
    async run({ ports, record }, signal) {
      const { versions = {}, bundles, source, restores: restored } = record;
      const meant = { versions, bundles, settings: source.settings, restored };
      const steps = await ports.checks.verify({ phase, ...meant }, signal);
      if (steps.length === 0) return [skipped(name, "there is nothing to ask")];
      return steps.map((step) => ({ ...step, name: `${name}: ${step.name}` }));
    },
  };
}
