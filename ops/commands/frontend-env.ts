import type { CommandModule } from "yargs";
import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { interruption } from "../context.ts";
import { badInput, unreadable } from "../failure.ts";
import { frontEndVariables } from "../front-end/front-end-variables.ts";
import { readStageFile } from "../model/stage-file.ts";
import { dotenvText } from "../output/dotenv.ts";
import { readStackOutputs } from "../pulumi/stack-outputs.ts";

type FrontEndArguments = { stage: Stage; format: "dotenv" | "json" | undefined; json: boolean };

/** `ops frontend-env`: what the web front end of a stage is built with. */
export const frontendEnv: CommandModule<object, FrontEndArguments> = {
  command: "frontend-env",
  describe: "print the variables the web front end of a stage is built with",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "the stage the front end talks to" })
      .option("format", { choices: ["dotenv", "json"] as const, describe: "dotenv unless said" })
      .option("json", { type: "boolean", default: false, describe: "the same as --format json" })
      .example("$0 frontend-env --stage preview > .env.preview", "for a build with Vite")
      .example("$0 frontend-env --stage production --json", "the same as JSON"),
  async handler({ stage, format, json }) {
    if (json && format === "dotenv") throw badInput("--json contradicts --format dotenv.", "Leave one of them out.");
    const { signal } = interruption();
    const [outputs, { settings }] = await Promise.all([
      readStackOutputs(stage, signal),
      readStageFile({ stage, folder: process.env.PULUMI_OPTION_CWD }),
    ]);
    if (outputs.stage !== stage) throw otherStage(stage, outputs.stage);
    const variables = frontEndVariables({ outputs, settings });
    process.stdout.write(json || format === "json" ? `${JSON.stringify(variables, null, 2)}\n` : dotenvText(variables));
  },
};

function otherStage(stage: Stage, told: Stage) {
  return unreadable(`The stack ${stage} says that it is ${told}.`, `Deploy it again: ops deploy --stage ${stage}`);
}
