import type { CommandModule } from "yargs";
import { STAGES } from "../../runtime/domain/stage.ts";
import { plannedRollback, type RollbackOptions } from "../deployment/command/rollback-options.ts";

const COMMAND = "rollback";

const EPILOGUE = `Traffic goes back first, at once; then migrations, then everything that is not a
function's version. A deployment that is not finished is undone instead. What
cannot go on stays where it is, and --resume goes on.

The exit code is 0 when the stage is back (or could go back), 1 when it is not,
2 for what was asked wrongly, 3 for what could not be read.`;

/** `ops rollback`: a stage back to an earlier deployment. */
export const rollbackStage: CommandModule<object, RollbackOptions> = {
  command: COMMAND,
  describe: "bring a stage back to an earlier deployment",
  builder: (y) =>
    y
      .option("stage", { choices: STAGES, demandOption: true, describe: "the stage that is meant" })
      .option("to", { type: "string", requiresArg: true, describe: "a deployment by its ID; else the one before" })
      .option("apply", { type: "boolean", describe: "do it" })
      .option("reason", { type: "string", requiresArg: true, describe: "why; kept in the ledger" })
      .option("keep-migrations", { type: "boolean", describe: "also across a migration that cannot be undone" })
      .option("resume", { type: "string", requiresArg: true, describe: "a rollback that was broken off" })
      .option("confirm", { type: "string", requiresArg: true, describe: "production, to change it" })
      .option("json", { type: "boolean", default: false })
      .example("$0 rollback --stage preview", "what going back would do")
      .example("$0 rollback --stage preview --apply", "to the deployment before what is live")
      .example("$0 rollback --stage production --to D-… --apply --confirm production", "to a certain one")
      .epilogue(EPILOGUE),
  async handler(options) {
    const work = plannedRollback(options);
    // The SDK's clients take as long to load as all the rest.
    const { answerRollback } = await import("../deployment/command/answer-rollback.ts");
    process.exitCode = await answerRollback({ command: COMMAND, work, json: options.json });
  },
};
