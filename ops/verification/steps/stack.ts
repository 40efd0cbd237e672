import { readStageFile } from "../../model/stage-file.ts";
import { readStackOutputs } from "../../pulumi/stack-outputs.ts";
import { judgedStep } from "../judged-step.ts";
import type { VerificationStep } from "../verification.ts";

/** What the stack says of itself. */
export const stackOutputs: VerificationStep = {
  name: "stack outputs",
  needs: [],
  async run({ stage }, signal) {
    const outputs = await readStackOutputs(stage, signal);
    const wrong = outputs.stage === stage ? [] : [wrongStage(stage, outputs.stage)];
    return { brings: { outputs }, steps: [judgedStep({ name: this.name, detail: outputs.apiUrl, findings: wrong })] };
  },
};

/** What the stage is set to, by its file. */
export const stageFile: VerificationStep = {
  name: "stage file",
  needs: [],
  async run({ stage }) {
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
