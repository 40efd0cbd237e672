import yargs, { type CommandModule } from "yargs";
import { health } from "./commands/health.ts";
import { badInput } from "./failure.ts";

const COMMANDS: readonly CommandModule<object, never>[] = [health as CommandModule<object, never>];

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
      throw error ?? badInput(message, "See: ops --help");
    });
  for (const command of COMMANDS) parser.command(command);
  await parser.parseAsync();
}
