import { judgeIsolation } from "../../checks/isolation/judge-isolation.ts";
import { isolationSteps } from "../../isolation/isolation-steps.ts";
import { nothingToBeApartFrom } from "../../isolation/nothing-to-be-apart-from.ts";
import { outcomeOf } from "../../isolation/outcome.ts";
import { readStates } from "../../isolation/read-stacks.ts";
import { verdictOf } from "../../report.ts";
import type { VerificationStep } from "../verification.ts";

/** No resource of the other stage can be reached, by both stacks' states; there is nothing to reach while it was never deployed. */
export const isolation: VerificationStep = {
  name: "isolation",
  needs: ["stack outputs"],
  async run({ stage }, signal) {
    const reason = await nothingToBeApartFrom(stage, signal);
    if (reason !== undefined) return { steps: [{ name: this.name, status: "skipped", reason, findings: [] }] };
    const steps = isolationSteps(outcomeOf({ reading: await readStates(signal), judge: judgeIsolation }));
    const detail = steps.find(({ name }) => name === "decided")?.detail ?? "";
    const status = verdictOf(steps);
    const findings = steps.flatMap((step) => step.findings);
    const open = status === "undecided" ? { reason: "not all could be decided" } : {};
    return { steps: [{ name: this.name, status, detail, ...open, findings }] };
  },
};
