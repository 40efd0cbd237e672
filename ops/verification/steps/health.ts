import { healthSteps } from "../../checks/health.ts";
import { readDeepHealth } from "../../http/deep-health.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";

/** The deep health check through the public API, by the deployed version, each of its checks with its own verdict. */
export const deepHealth: VerificationStep = {
  name: "health",
  needs: ["stack outputs", "secrets"],
  async run({ stage, found }, signal) {
    const { apiUrl, versions } = brought(found.outputs);
    const told = await readDeepHealth({ apiUrl, masterKey: brought(found.masterKey) }, signal);
    const own = told.version === versions.health && told.stage === stage;
    const message = `The health check was answered by ${told.version} of ${told.stage}; deployed is ${versions.health} of ${stage}.`;
    const fix = `Deploy the stage again: pulumi up --stack ${stage}`;
    const findings = own ? [] : [{ code: "version", message, subject: "health", fix }];
    const checks = healthSteps(stage, told.checks).map((step) => ({ ...step, name: `health ${step.name}` }));
    return { steps: [judgedStep({ name: this.name, detail: `version ${told.version}`, findings }), ...checks] };
  },
};
