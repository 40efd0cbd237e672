import { MODELS } from "../../../runtime/domain/models.ts";
import { catalogueProblems } from "../../../runtime/model/catalogue-problems.ts";
import { judgedStep } from "../judged-step.ts";
import type { VerificationStep } from "../verification.ts";

/** Both families' models answer today and for some time; whether the stage reaches its own is part of its health. */
export const models: VerificationStep = {
  name: "models",
  needs: [],
  async run() {
    const problems = catalogueProblems(MODELS, new Date().toISOString().slice(0, 10));
    const findings = problems.filter(({ severity }) => severity === "error");
    const warned = problems.filter(({ code }) => code === "model-ending").map(({ subject }) => subject);
    const soon = warned.length === 0 ? "" : `; soon to end: ${warned.join(", ")}`;
    const told = findings.map(({ code, message, subject, fix }) => ({ code, message, subject, fix }));
    return {
      steps: [judgedStep({ name: this.name, detail: `${MODELS.length} in the catalogue${soon}`, findings: told })],
    };
  },
};
