import { MODELS } from "../../../runtime/domain/models.ts";
import type { CatalogueProblem } from "../../../runtime/model/catalogue-problem.ts";
import { catalogueProblems } from "../../../runtime/model/catalogue-problems.ts";
import type { Finding, Step } from "../../report.ts";
import { foundStep } from "../found-step.ts";
import type { GateStep } from "../gate-step.ts";

/** The models' catalogue as it is today. */
export const modelsStep: GateStep = {
  name: "models",
  explains:
    "Every tier leads to a model that is alive, with prices, and none is about to be shut down without a successor.",
  run: async ({ today }) => {
    const problems = catalogueProblems(MODELS, today);
    const of = (wanted: CatalogueProblem["severity"]) =>
      problems.filter(({ severity }) => severity === wanted).map(told);
    const detail = `${MODELS.length} models on ${today}`;
    return [foundStep({ name: "models", findings: of("error"), detail }), ...warned(of("warning"))];
  },
};

/** Warnings stop nothing; they are shown under a step of their own. */
function warned(findings: readonly Finding[]): Step[] {
  if (findings.length === 0) return [];
  return [{ name: "models ahead", status: "passed", detail: `${findings.length} to plan for`, findings }];
}

function told({ code, message, subject, fix }: CatalogueProblem): Finding {
  return { code, message, subject, fix };
}
