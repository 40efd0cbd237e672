import { STAGES } from "../../../runtime/domain/stage.ts";
import { judgeIsolation } from "../../checks/isolation/judge-isolation.ts";
import { isNeverDeployed } from "../../checks/isolation/never-deployed.ts";
import { isolationSteps } from "../../isolation/isolation-steps.ts";
import { type Outcome, outcomeOf } from "../../isolation/outcome.ts";
import { programReading } from "../../isolation/read-stacks.ts";
import type { Step } from "../../report.ts";
import type { GateStep } from "../gate-step.ts";
import { packStep } from "../pack-step.ts";
import type { Previews } from "../previews.ts";

const PACK = "isolation: policy pack";

/** Both programs, as the engine would deploy them: neither stage may reach the other. */
export const isolationStep: GateStep = {
  name: "isolation",
  explains:
    "Neither stage could reach the other if both programs were deployed as they are (verify-isolation --before); where AWS has yet to make what policies name, the policy pack's rules hold.",
  needs: ["environments"],
  run: async ({ root, previews: read }, signal) => {
    const previews = await read(signal);
    const outcome = outcomeOf({ reading: programReading(previews), judge: judgeIsolation });
    if (isOpenUntilDeployed(outcome, previews)) {
      const pack = await packStep({ name: PACK, root, previews }, signal);
      return [pack, waiting(pack)];
    }
    return isolationSteps(outcome).map((step) => ({ ...step, name: `isolation: ${step.name}` }));
  },
};

/** Whether nothing speaks against the stages, and all that is open is what AWS has yet to make, or is about a stage that was never deployed. */
function isOpenUntilDeployed({ judgement }: Outcome, previews: Previews): boolean {
  const { verdict, undecided } = judgement;
  const fresh = STAGES.filter((stage) => isNeverDeployed(previews[stage]));
  return (
    verdict === "undecided" &&
    undecided.every(({ subject, until }) => until === "deployed" || fresh.some((stage) => subject.includes(stage)))
  );
}

function waiting({ status }: Step): Step {
  const passed = "AWS has yet to make what policies name: judged once it is deployed (verify-isolation --after)";
  const reason = status === "passed" ? passed : `blocked by ${PACK}`;
  return { name: "isolation", status: "skipped", reason, findings: [] };
}
