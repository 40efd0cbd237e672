import type { Stage } from "../../runtime/domain/stage.ts";
import { OpsFailure } from "../failure.ts";
import { engineOutput } from "./engine-command.ts";

/** What the stack of a stage says of itself as it is, whatever version deployed it; empty when it was never deployed. */
export async function readToldOutputs(stage: Stage, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  try {
    const words = ["stack", "output", "--json", "--stack", stage];
    return JSON.parse(await engineOutput({ words, what: `The stack ${stage}` }, signal));
  } catch (error) {
    if (error instanceof OpsFailure && /no stack named/.test(error.message)) return {};
    throw error;
  }
}
