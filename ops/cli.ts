import yargs, { type CommandModule } from "yargs";
import { deployStage } from "./commands/deploy.ts";
import { extractPages } from "./commands/extract.ts";
import { frontendEnv } from "./commands/frontend-env.ts";
import { gate } from "./commands/gate.ts";
import { health } from "./commands/health.ts";
import { logs } from "./commands/logs.ts";
import { migrateSchema } from "./commands/migrate-schema.ts";
import { rollbackStage } from "./commands/rollback.ts";
import { urls } from "./commands/urls.ts";
import { verifyDeployment } from "./commands/verify-deployment.ts";
import { verifyIsolation } from "./commands/verify-isolation.ts";
import { badInput } from "./failure.ts";

const COMMANDS = [
  deployStage,
  extractPages,
  frontendEnv,
  gate,
  health,
  logs,
  migrateSchema,
  rollbackStage,
  urls,
  verifyDeployment,
  verifyIsolation,
] as readonly CommandModule<object, never>[];

const HELP = "See: ops --help";

/** Parses the words after `ops` and runs the command they name; throws an OpsFailure for words it does not know. */
export async function runCli(words: readonly string[]): Promise<void> {
  const parser = yargs([...words])
    .scriptName("ops")
    .usage("$0 <command>\n\nWhat an operator does with Atlas Codex.")
    .strict()
    .demandCommand(1, "Which command?")
    .recommendCommands()
    .option("json", {
      type: "boolean",
      default: false,
      global: true,
      describe: "print the answer as one JSON document",
    })
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      // What yargs itself finds wrong with the words comes as an error of its own kind.
      throw error === undefined || error.name === "YError" ? badInput(message ?? error?.message, HELP) : error;
    });
  for (const command of COMMANDS) parser.command(command);
  await parser.parseAsync();
}
