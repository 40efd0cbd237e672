import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";

const PROGRAM = `const [path, event] = process.argv.slice(1);
const started = process.cpuUsage();
const { handler } = await import(path);
if (event !== undefined) await handler(JSON.parse(event));
const { user, system } = process.cpuUsage(started);
process.stdout.write("\\n" + String((user + system) / 1000));
process.exit(0);`;

export type ImportTime = {
  readonly path: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** An event that its handler answers before the time is taken. */
  readonly event?: object;
};

/**
 * Milliseconds of processor time that a fresh process takes to import one module, and to answer the event if there is
 * one: unlike the clock, it does not count the time in which other processes ran. Throws with what it said when it cannot.
 */
export function importTime({ path, environment = {}, event }: ImportTime, signal: AbortSignal): Promise<number> {
  const words = [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    PROGRAM,
    pathToFileURL(path).href,
    ...(event ? [JSON.stringify(event)] : []),
  ];
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { env, signal }, (error, stdout, stderr) => {
      const milliseconds = Number(stdout.slice(stdout.lastIndexOf("\n")));
      if (error === null && milliseconds > 0) resolve(milliseconds);
      else reject(new Error(`${path} cannot be imported. ${stderr.trim().split("\n").at(0) ?? ""}`));
    });
  });
}
