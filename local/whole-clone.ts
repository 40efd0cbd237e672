import { runChild } from "./cache/child.ts";
import { CHECKOUT } from "./folder.ts";

/** Whether the checkout has git's whole history, which a deployment is gated by and can be taken back to. */
export async function isWholeClone(signal: AbortSignal): Promise<boolean> {
  const args = ["-C", CHECKOUT, "rev-parse", "--is-shallow-repository"];
  const { code, stdout } = await runChild({ command: "git", args, env: process.env, signal });
  return code === 0 && stdout.trim() === "false";
}
