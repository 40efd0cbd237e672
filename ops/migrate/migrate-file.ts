import { runLocalFile } from "./local-file.ts";
import { localFileText } from "./local-file-text.ts";
import type { MigrateWork } from "./options.ts";

export type MigrateFile = { readonly work: Extract<MigrateWork, { kind: "local-file" }>; readonly json: boolean };

/** Runs the migrations over a file and prints the counts; on stderr where the items themselves go to stdout. */
export async function migrateFile({ work, json }: MigrateFile, signal: AbortSignal): Promise<void> {
  const { input, out, down, quarantine } = work;
  const run = { input, output: out, down, ...(quarantine === undefined ? {} : { quarantine }) };
  const summary = await runLocalFile(run, signal);
  const text = json ? JSON.stringify(summary) : localFileText(summary);
  (out === "-" ? process.stderr : process.stdout).write(`${text}\n`);
}
