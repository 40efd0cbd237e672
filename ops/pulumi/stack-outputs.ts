import { StackOutputs } from "../../runtime/domain/outputs.ts";
import type { Stage } from "../../runtime/domain/stage.ts";
import { unreadable } from "../failure.ts";
import { engineOutput } from "./engine-command.ts";

/** What the stack of `stage` says of itself, read by the `pulumi` command; `unreadable` when it is not there or not deployed. */
export async function readStackOutputs(stage: Stage, signal: AbortSignal): Promise<StackOutputs> {
  const words = ["stack", "output", "--json", "--stack", stage];
  const text = await engineOutput({ words, what: `The stack ${stage}` }, signal);
  const outputs = StackOutputs.safeParse(JSON.parse(text));
  if (outputs.success) return outputs.data;
  const missing = outputs.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw unreadable(
    `The stack ${stage} does not have the outputs of this version: ${missing}.`,
    `Deploy it first: ops deploy --stage ${stage}`,
  );
}
