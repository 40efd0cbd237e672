import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../ops/main.ts", import.meta.url));

export type Ended = { code: number | null; out: string; err: string };

/** Runs `ops` as a person would; without colours, and with nothing of this process's Pulumi or AWS. Its stdin is empty unless given. */
export function ops(
  words: readonly string[],
  environment: Record<string, string> = {},
  input: string | Uint8Array = "",
): Promise<Ended> {
  return startOps(words, environment, input).ended;
}

/** The same, for who does something to it before it has ended. */
export function startOps(
  words: readonly string[],
  environment: Record<string, string> = {},
  input: string | Uint8Array = "",
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NO_COLOR: "1", ...environment };
  const child = spawn(process.execPath, [MAIN, ...words], { env, stdio: "pipe" });
  // A command that ends before it has read everything is no error of the test.
  child.stdin.on("error", () => undefined).end(input);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) =>
    child.on("error", reject).on("close", (code) => resolve({ code, out, err })),
  );
  return { child, ended };
}
