import { judgeIsolation } from "../../checks/isolation/judge-isolation.ts";
import { readStages } from "../../isolation/choose-mode.ts";
import { isolationSteps } from "../../isolation/isolation-steps.ts";
import { outcomeOf } from "../../isolation/outcome.ts";
import type { GateStep } from "../gate-step.ts";

/** Both programs, as the engine would deploy them: neither stage may reach the other. */
export const isolationStep: GateStep = {
  name: "isolation",
  explains:
    "Neither stage could reach the other if both programs were deployed as they are (verify-isolation --before).",
  needs: ["environments"],
  run: async (_context, signal) => {
    const reading = await readStages({ mode: "before", note: () => undefined }, signal);
    const steps = isolationSteps(outcomeOf({ reading, judge: judgeIsolation }));
    return steps.map((step) => ({ ...step, name: `isolation: ${step.name}` }));
  },
};
