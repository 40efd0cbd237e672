import type { CommandModule } from "yargs";
import type { StackOutputs } from "../../runtime/domain/outputs.ts";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { readSecret } from "../aws/secret.ts";
import { healthSteps } from "../checks/health.ts";
import { interruption } from "../context.ts";
import { readDeepHealth } from "../http/deep-health.ts";
import { readStackOutputs } from "../pulumi/stack-outputs.ts";
import { exitCodeOf, reportOf } from "../report.ts";
import { printReport } from "../report-text.ts";
import { runSteps, type StepPlan } from "../steps.ts";

type Brought = { outputs?: StackOutputs; masterKey?: string };

type HealthArguments = { stage: Stage; json: boolean };

/** `ops health`: a stage's deep health check, for a person. */
export const health: CommandModule<object, HealthArguments> = {
  command: "health",
  describe: "ask a stage for its deep health check: every dependency with its own verdict",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "the stage to ask" })
      .option("json", { type: "boolean", default: false })
      .example("$0 health --stage preview", "one line a check; exit 0 only when every one passed")
      .example("$0 health --stage production --json", "the same as one JSON report"),
  async handler({ stage, json }) {
    const { signal } = interruption();
    const startedAt = new Date();
    const steps = await runSteps<Brought>(plan(stage, signal), {});
    const report = reportOf({ command: "health", stage, startedAt, endedAt: new Date(), steps });
    printReport(report, { json });
    process.exitCode = exitCodeOf(report);
  },
};

function plan(stage: Stage, signal: AbortSignal): StepPlan<Brought>[] {
  return [
    {
      name: "stack outputs",
      run: async () => {
        const outputs = await readStackOutputs(stage, signal);
        return {
          brings: { outputs },
          steps: [{ name: "stack outputs", status: "passed", detail: outputs.apiUrl, findings: [] }],
        };
      },
    },
    {
      name: "master key",
      run: async ({ outputs }) => {
        const { region, masterKeySecretId: secretId } = required(outputs);
        const masterKey = await readSecret({ region, secretId }, signal);
        return { brings: { masterKey }, steps: [{ name: "master key", status: "passed", findings: [] }] };
      },
    },
    {
      name: "checks",
      run: async ({ outputs, masterKey }) => {
        const { apiUrl } = required(outputs);
        const { checks } = await readDeepHealth({ apiUrl, masterKey: required(masterKey) }, signal);
        return { steps: healthSteps(stage, checks) };
      },
    },
  ];
}

/** What an earlier step brought; steps run in order, so it is there. */
function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("A step ran before the one it depends on.");
  return value;
}
