import type { CommandModule } from "yargs";
import { STAGES } from "../../runtime/domain/stage.ts";
import { type DeployOptions, plannedDeployment } from "../deployment/command/deploy-options.ts";

const COMMAND = "deploy";

const EPILOGUE = `Nothing is changed without --apply. Whatever fails is undone; Ctrl-C undoes what
was done so far, a second Ctrl-C stops where it is, and --resume goes on. A plan
that destroys data is done only when --plan names it.

The exit code is 0 when the deployment is live (or could be), 1 when it was
undone, has failed or is stuck, or when something stands in its way, 2 for what
was asked wrongly, 3 for what could not be read.`;

const WHAT = "What to do; a plan without any of these:";
const HOW = "How to do it:";

/** `ops deploy`: the checkout into a stage, step by step, and back when a step does not pass. */
export const deployStage: CommandModule<object, DeployOptions> = {
  command: COMMAND,
  describe: "deploy the checkout to a stage, as steps that are gated and can be undone",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "the stage that is meant" })
      .option("apply", { group: WHAT, type: "boolean", describe: "deploy; with --resume go on" })
      .option("status", { group: WHAT, type: "string", describe: "the deployments so far; or one by its ID" })
      .option("resume", {
        group: WHAT,
        type: "string",
        requiresArg: true,
        describe: "a deployment that was broken off",
      })
      .option("plan", { group: HOW, type: "string", requiresArg: true, describe: "refuse any other plan than this ID" })
      .option("reason", { group: HOW, type: "string", requiresArg: true, describe: "why a rule is set aside" })
      .option("roll-forward", { group: HOW, type: "boolean", describe: "what serves is bad: better than it is enough" })
      .option("skip-canary", { group: HOW, type: "boolean", describe: "all traffic at once" })
      .option("uncommitted", {
        group: HOW,
        type: "boolean",
        describe: "embedded AWS only: files that are in no commit",
      })
      .option("quick", { group: HOW, type: "boolean", describe: "embedded AWS only: no canary" })
      .option("confirm", { group: HOW, type: "string", requiresArg: true, describe: "production, to change it" })
      .option("json", { type: "boolean", default: false })
      .example("$0 deploy --stage preview", "a plan: nothing is changed")
      .example("$0 deploy --stage preview --apply --plan ID", "do what was seen, and nothing else")
      .example("$0 deploy --stage preview --status", "what is live, and what was before")
      .example("$0 deploy --stage preview --resume D-… --apply", "after a lost machine or a second Ctrl-C")
      .example("$0 deploy --stage production --apply --confirm production", "what preview has verified")
      .epilogue(EPILOGUE),
  async handler(options) {
    const work = plannedDeployment(options, process.env.AWS_ENDPOINT_URL);
    // The SDK's clients take as long to load as all the rest.
    const { answerDeployment } = await import("../deployment/command/answer-deployment.ts");
    process.exitCode = await answerDeployment({ command: COMMAND, work, json: options.json });
  },
};
