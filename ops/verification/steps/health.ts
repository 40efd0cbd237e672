import { healthSteps } from "../../checks/health.ts";
import { deepHealthIn } from "../../http/deep-health.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, bundlesMeant, type VerificationStep } from "../verification.ts";

/** The deep health check through the door, by the version that was meant, each of its checks with its own verdict. */
export const deepHealth: VerificationStep = {
  name: "health",
  needs: ["stack outputs", "secrets"],
  async run({ stage, found, door, id }, signal) {
    const to = { outputs: brought(found.outputs), masterKey: brought(found.masterKey) };
    const path = "/health?deep=1";
    const told = deepHealthIn({ path, ...(await door.call({ ...to, path, correlationId: `${id}-health` }, signal)) });
    const { health: meant } = bundlesMeant(found);
    const own = told.version === meant && told.stage === stage;
    const message = `The health check was answered by ${told.version} of ${told.stage}; meant is ${meant} of ${stage}.`;
    const fix = `Deploy the stage again: ops deploy --stage ${stage}`;
    const findings = own ? [] : [{ code: "version", message, subject: "health", fix }];
    const checks = healthSteps(stage, told.checks).map((step) => ({ ...step, name: `health ${step.name}` }));
    return { steps: [judgedStep({ name: this.name, detail: `version ${told.version}`, findings }), ...checks] };
  },
};
