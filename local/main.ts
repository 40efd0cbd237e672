import { rm } from "node:fs/promises";
import yargs from "yargs";
import { STAGES } from "../runtime/domain/stage.ts";
import { startInBackground, stopRunning } from "./background.ts";
import { bringUpStage, openWorkshop } from "./bring-up.ts";
import { Unusable } from "./cache/unusable.ts";
import { readEndpoints } from "./endpoints.ts";
import { type Folder, folderAt } from "./folder.ts";
import { runningMachine, startMachine } from "./machine.ts";
import { requireTools } from "./requirements.ts";
import { exportLines } from "./shell.ts";
import { start } from "./start.ts";
import { terminalOn } from "./terminal.ts";

const terminal = terminalOn(process.stderr);
const folder = folderAt();
const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupt.abort());

const json = { type: "boolean", default: false, describe: "print one JSON document on stdout" } as const;

const cli = yargs(process.argv.slice(2))
  .scriptName("npm run local --")
  .usage("$0 <command>\n\nAWS on this machine, with both stages of Atlas Codex in it.")
  .command(
    "start",
    "bring up both stages, send a page through each, stay up until Ctrl-C",
    (y) =>
      y
        .option("once", { type: "boolean", default: false, describe: "end after the table" })
        .option("json", json)
        .example("npm start -- --once", "exit 0 only if all of it worked"),
    async ({ once, json }) => {
      await requireTools(interrupt.signal);
      if (!(await start({ folder, once, json, terminal }, interrupt.signal))) process.exitCode = 1;
    },
  )
  .command("up", "bring up both stages and leave them running in the background", {}, () => up(folder))
  .command("down", "stop what runs; its state is kept", {}, async () => {
    terminal.note((await stopRunning(folder)) ? "Stopped." : "Nothing was running.");
  })
  .command("status", "what runs, and where; exit 1 when nothing does", { json }, ({ json }) => status({ asJson: json }))
  .command(
    "env",
    'print the exports for plain pulumi, aws and ops commands: eval "$(npm run -s local -- env)"',
    {},
    printEnvironment,
  )
  .command("reset", "stop what runs and remove its state; the caches stay", {}, async () => {
    await stopRunning(folder);
    await rm(folder.root, { recursive: true, force: true });
    terminal.note(`Removed ${folder.root}.`);
  })
  .command("check", "name what this machine lacks", {}, () => requireTools(interrupt.signal))
  .command("serve", false, {}, serve)
  .strict()
  .demandCommand(1, "Which command?")
  .exitProcess(false)
  .fail((message, error) => {
    throw error ?? new Unusable(`${message} See: npm run local -- --help`);
  });

try {
  await cli.parseAsync();
} catch (error) {
  if (interrupt.signal.aborted) process.exitCode = 130;
  else if (error instanceof Unusable) {
    terminal.note(`\n${error.message}`);
    process.exitCode = 1;
  } else throw error;
}

async function up(folder: Folder): Promise<void> {
  const { signal } = interrupt;
  await requireTools(signal);
  const machine =
    (await runningMachine(folder)) ?? (await startInBackground({ folder, report: terminal.note, signal }));
  const workshop = await openWorkshop({ folder, machine, terminal }, signal);
  for (const stage of STAGES) await bringUpStage(workshop, stage, signal);
  await status({ asJson: false });
}

async function status({ asJson }: { asJson: boolean }): Promise<void> {
  const machine = await runningMachine(folder);
  if (machine === undefined) process.exitCode = 1;
  const stages = machine === undefined ? {} : await readEndpoints(folder);
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ running: machine !== undefined, ...machine, stages }, null, 2)}\n`);
    return;
  }
  if (machine === undefined) {
    terminal.note("Nothing runs. Start it: npm run local -- up");
    return;
  }
  const lines = [
    ["AWS", machine.endpoint],
    ["model", `${machine.modelUrl} (stand-in)`],
    ["site", machine.siteUrl],
    ...Object.entries(stages).map(([stage, at]) => [stage, `${at.apiUrl}  ${at.socketUrl}`]),
  ];
  process.stdout.write(`${lines.map(([what = "", where]) => `${what.padEnd(11)} ${where}`).join("\n")}\n`);
}

async function printEnvironment(): Promise<void> {
  const machine = await runningMachine(folder);
  if (machine === undefined) throw new Unusable("Nothing runs to reach. Start it: npm run local -- up");
  const { environment } = await openWorkshop({ folder, machine, terminal }, interrupt.signal);
  process.stdout.write(`${exportLines(environment)}\n`);
}

async function serve(): Promise<void> {
  const { signal } = interrupt;
  const machine = await startMachine({ folder, report: (line) => process.stdout.write(`${line}\n`), signal });
  const asked = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  if (!signal.aborted) await Promise.race([asked, machine.broken]);
  if (!signal.aborted) process.exitCode = 1;
  await machine.stop();
}
