import type { Stage } from "../../runtime/domain/stage.ts";
import { unreadable } from "../failure.ts";
import { engineOutput } from "./engine-command.ts";

/**
 * The state of a stage's stack, as `pulumi stack export` prints it. Secrets come in plain text, so that equal values can
 * be told from different ones: digest them before anything else is done with the document.
 */
export async function readStackExport(stage: Stage, signal: AbortSignal): Promise<unknown> {
  const words = ["stack", "export", "--show-secrets", "--stack", stage];
  return parsed(stage, await engineOutput({ words, what: `The state of the stack ${stage}` }, signal));
}

/** Everything the program of a stage declares, as `pulumi preview --json` prints it: what stays as it is, too. */
export async function readStackPreview(stage: Stage, signal: AbortSignal): Promise<unknown> {
  const words = ["preview", "--json", "--show-sames", "--show-secrets", "--stack", stage];
  return parsed(stage, await engineOutput({ words, what: `What the stack ${stage} would become` }, signal));
}

function parsed(stage: Stage, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(
      `What \`pulumi\` printed about the stack ${stage} is not JSON.`,
      "Is it the Pulumi engine that is on the PATH? pulumi version",
      error,
    );
  }
}
