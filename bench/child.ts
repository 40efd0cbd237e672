import { fork } from "node:child_process";

type Child = { readonly file: string; readonly args?: readonly string[]; readonly flags?: readonly string[] };

/** Runs a file of bench/started in a process of its own and gives what it sends; its standard output is not read. */
export function child<Answer>({ file, args = [], flags = [] }: Child, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = new URL(`./started/${file}`, import.meta.url);
    const started = fork(path, args, { execArgv: [...flags], stdio: ["ignore", "ignore", "pipe", "ipc"], signal });
    let said = "";
    started.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    started.once("message", (answer) => resolve(answer as Answer));
    started.once("error", reject);
    started.once("exit", (code) => reject(new Error(`${file} ended with ${code} and no figures. ${said.trim()}`)));
  });
}
