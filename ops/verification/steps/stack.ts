import { readStageFile } from "../../model/stage-file.ts";
import { readToldOutputs } from "../../pulumi/told-outputs.ts";
import { judgedStep } from "../judged-step.ts";
import { neededOutputs } from "../needed-outputs.ts";
import type { VerificationStep } from "../verification.ts";

/** What the stack says of itself, as far as the steps need it: whether all is there that this version tells, the deployment decides. */
export const stackOutputs: VerificationStep = {
  name: "stack outputs",
  needs: [],
  async run({ stage }, signal) {
    const outputs = neededOutputs({ stage, told: await readToldOutputs(stage, signal) });
    const wrong = outputs.stage === stage ? [] : [wrongStage(stage, outputs.stage)];
    return { brings: { outputs }, steps: [judgedStep({ name: this.name, detail: outputs.apiUrl, findings: wrong })] };
  },
};

/** What the stage is set to, by its file; a rollback brings back what another one said, so this one is not read then. */
export const stageFile: VerificationStep = {
  name: "stage file",
  needs: [],
  async run({ stage, meant }) {
    if (meant?.restored !== undefined) {
      const detail = `not held against the versions of ${meant.restored}, which keep the settings of their own`;
      return { steps: [judgedStep({ name: this.name, detail, findings: [] })] };
    }
    const { settings } = await readStageFile({ stage, folder: process.env.PULUMI_OPTION_CWD });
    const detail = `${Object.keys(settings).length} settings`;
    return { brings: { settings }, steps: [judgedStep({ name: this.name, detail, findings: [] })] };
  },
};

function wrongStage(stage: string, told: string) {
  return {
    code: "stack-stage",
    message: `The stack ${stage} says that it is ${told}.`,
    subject: stage,
    fix: `Deploy it again: ops deploy --stage ${stage}`,
  };
}
