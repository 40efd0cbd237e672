import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { readToldOutputs } from "../pulumi/told-outputs.ts";

/** Why a stage need not be proven apart yet: the other one was never deployed. Undefined where there is something to prove. */
export async function nothingToBeApartFrom(stage: Stage, signal: AbortSignal): Promise<string | undefined> {
  for (const other of STAGES.filter((each) => each !== stage)) {
    if (Object.keys(await readToldOutputs(other, signal)).length > 0) continue;
    return `${other} was never deployed: there is nothing to be apart from`;
  }
  return undefined;
}
