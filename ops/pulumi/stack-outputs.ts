import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { unreadable } from "../failure.ts";

const run = promisify(execFile);

/** What the stack of `stage` says of itself, read by the `pulumi` command; `unreadable` when it is not there or not deployed. */
export async function readStackOutputs(stage: Stage, signal: AbortSignal): Promise<StackOutputs> {
  const text = await outputsText(stage, signal);
  const outputs = StackOutputs.safeParse(JSON.parse(text));
  if (outputs.success) return outputs.data;
  const missing = outputs.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw unreadable(
    `The stack ${stage} does not have the outputs of this version: ${missing}.`,
    `Deploy it first: pulumi up --stack ${stage}`,
  );
}

async function outputsText(stage: Stage, signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run("pulumi", ["stack", "output", "--json", "--stack", stage, "--non-interactive"], {
      signal,
    });
    return stdout;
  } catch (error) {
    if (signal.aborted) throw error;
    if (isMissing(error)) {
      throw unreadable(
        "There is no `pulumi` command on the PATH.",
        'Install Pulumi, or for the embedded AWS: eval "$(npm run -s local -- env)"',
        error,
      );
    }
    throw unreadable(
      `The stack ${stage} could not be read: ${lastLine(error)}`,
      "Check with: pulumi whoami && pulumi stack ls",
      error,
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return text.trim().split("\n").at(-1) ?? "no message";
}
