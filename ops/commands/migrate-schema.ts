import type { Argv, CommandModule, Options } from "yargs";
import { STAGES } from "../../runtime/domain/stage.ts";
import { interruption } from "../context.ts";
import { type ControlOptions, plannedControl } from "../migrate/control-options.ts";
import { type MigrateOptions, PLACES, plannedMigration } from "../migrate/options.ts";
import { terminalScreen } from "../migrate/terminal-screen.ts";

const EPILOGUE = `Nothing is written without --apply. A run goes on where it was stopped: Ctrl-C
or a lost machine costs nothing, the next --apply resumes. An item is written
only if it is still exactly what was read, its image from before is in the
artifact bucket first, and --rollback RUN brings it back.

The exit code is 0 when all went well (or could go), 1 for what stops it or was
left over, 2 for what was asked wrongly, 3 for what could not be read.`;

const WHAT = "What to do; a plan without any of these:";
const HOW = "How to do it:";

const OPTIONS = ownOptions({
  stage: { choices: STAGES, describe: "the stage whose jobs are meant" },
  run: { type: "string", requiresArg: true, describe: "a run by its id, instead of the last" },
  apply: { group: WHAT, type: "boolean", describe: "write: migrate, or with --rollback go back" },
  status: { group: WHAT, type: "boolean", describe: "how far the run is" },
  verify: { group: WHAT, type: "boolean", describe: "read every item again, and the undo log" },
  quarantine: { group: WHAT, type: "string", describe: "list what the run left; or a FILE for --local-file" },
  rollback: { group: WHAT, type: "string", describe: "RUN: undo it item by item; a plan without --apply" },
  "local-file": { group: WHAT, type: "string", requiresArg: true, describe: "items in a file, without AWS" },
  sample: { group: HOW, type: "number", requiresArg: true, describe: "items a plan looks at; 1000 unless said" },
  full: { group: HOW, type: "boolean", describe: "a plan of every item" },
  segments: { group: HOW, type: "number", requiresArg: true, describe: "parts of the table, worked on in parallel" },
  "max-wcu": { group: HOW, type: "number", requiresArg: true, describe: "write units a second, at most" },
  "max-percent": { group: HOW, type: "number", requiresArg: true, describe: "the same, of what the table has" },
  confirm: { group: HOW, type: "string", requiresArg: true, describe: "production, to change its data" },
  "i-have-a-backup": { group: HOW, type: "string", requiresArg: true, describe: "its id, where recovery is off" },
  on: { group: HOW, choices: PLACES, describe: "where the work is done; here unless said" },
  watch: { group: HOW, type: "boolean", describe: "follow --status to the run's end" },
  down: { group: HOW, type: "boolean", describe: "go back by code, also what changed since" },
  out: { group: HOW, type: "string", requiresArg: true, describe: "the answer to --local-file" },
});
const control: CommandModule<object, ControlOptions> = {
  command: "control",
  describe: "pause, resume or change the rate of a run while it goes on",
  builder: (y) =>
    y
      .option("stage", OPTIONS.stage)
      .option("run", OPTIONS.run)
      .option("pause", { type: "boolean", describe: "stop after the current page, and wait" })
      .option("resume", { type: "boolean", describe: "go on" })
      .option("max-wcu", OPTIONS["max-wcu"])
      .option("max-percent", OPTIONS["max-percent"])
      .option("json", { type: "boolean", default: false })
      .example("$0 migrate-schema control --stage preview --pause", "from any machine")
      .example("$0 migrate-schema control --stage preview --resume --max-wcu 200", "faster than before"),
  async handler(options) {
    const work = plannedControl(options);
    const [{ controlStage }, { printAnswer }] = await Promise.all([
      import("../migrate/control-stage.ts"),
      import("../migrate/migrate-stage.ts"),
    ]);
    const answer = await controlStage({ work, screen: terminalScreen() }, interruption().signal);
    process.exitCode = printAnswer(answer, options);
  },
};

const make: CommandModule<object, { name: string }> = {
  command: "new <name>",
  describe: "begin the next migration: its file, its test, its place in the registry",
  builder: (y) =>
    y
      .positional("name", { type: "string", demandOption: true, describe: "what it is about: job-owner" })
      .example("$0 migrate-schema new job-owner", "writes runtime/migrations/0014-job-owner.ts and its test"),
  async handler({ name }) {
    const { newMigration } = await import("../migrate/new-migration.ts");
    const { files } = await newMigration({ name });
    process.stdout.write(`${files.join("\n")}\n`);
  },
};

/** `ops migrate-schema`: the jobs of a stage from their older shapes to the canonical one, and back. */
export const migrateSchema: CommandModule<object, MigrateOptions> = {
  command: "migrate-schema",
  describe: "bring stored jobs to the canonical schema, and back",
  builder: (y) =>
    own(y)
      .command(control as CommandModule<object, never>)
      .command(make as CommandModule<object, never>),
  async handler(options) {
    const work = plannedMigration(options);
    const { signal } = interruption();
    if (work.kind === "local-file") {
      const { migrateFile } = await import("../migrate/migrate-file.ts");
      await migrateFile({ work, json: options.json }, signal);
      return;
    }
    // The SDK's clients take as long to load as all the rest.
    const { migrateStage, printAnswer } = await import("../migrate/migrate-stage.ts");
    process.exitCode = printAnswer(await migrateStage({ work, screen: terminalScreen() }, signal), options);
  },
};

/** Options that the commands below this one do not have. */
function ownOptions<const Given extends Readonly<Record<string, Options>>>(given: Given) {
  const entries = Object.entries(given).map(([name, option]) => [name, { ...option, global: false }]);
  return Object.fromEntries(entries) as { [Name in keyof Given]: Given[Name] & { global: false } };
}

function own(y: Argv<object>): Argv<MigrateOptions> {
  return y
    .options(OPTIONS)
    .option("json", { type: "boolean", default: false })
    .example("$0 migrate-schema --stage preview", "a plan: nothing is written")
    .example("$0 migrate-schema --stage preview --apply --max-wcu 100", "do it, or go on with it")
    .example("$0 migrate-schema --stage preview --status --watch", "from any machine")
    .example("$0 migrate-schema --stage preview --rollback RUN", "what going back would do")
    .example("$0 migrate-schema --local-file in.jsonl --out out.jsonl", "look at items in a file")
    .epilogue(EPILOGUE);
}
