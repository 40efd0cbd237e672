import type { Stage } from "../../../runtime/domain/stage.ts";
import { type GateNote, runGate } from "../../gate/gate.ts";
import { gateSteps } from "../../gate/gate-steps.ts";
import { noteText } from "../../gate/gate-text.ts";
import { previewsOnce } from "../../gate/previews.ts";
import { migrationsStep } from "../../gate/steps/migrations.ts";
import type { Step } from "../../report.ts";
import { verifySteps } from "../../verification/verify-steps.ts";
import type { Checks } from "../ports.ts";
import { passed } from "../step.ts";
import { CHECKOUT } from "./checkout.ts";
import { gateJudgedAs, previewRecord } from "./preview-record.ts";
import { checkoutSource } from "./source.ts";
import { stageIsolation } from "./stage-isolation.ts";
import { stageLedger } from "./stage-ledger.ts";

export type StageChecksArgs = {
  readonly stage: Stage;
  /** The folder of the Pulumi project where it is not the checkout. */
  readonly project: string | undefined;
  readonly note: (line: string) => void;
};

/** How long one step of a verification waits for its condition, in milliseconds. */
const PATIENCE = 120_000;

/** The judgements of a stage's deployment, as the commands of the same names make them. */
export function stageChecks({ stage, project, note }: StageChecksArgs): Checks {
  const told = (each: GateNote) => note(`gate: ${noteText(each).trimEnd()}`);
  const migrationsOnly = (signal: AbortSignal): Promise<Step[]> => {
    const today = new Date().toISOString().slice(0, 10);
    const context = { root: CHECKOUT, stage, today, previews: previewsOnce() };
    return runGate({ plan: [migrationsStep], context, note: told, now: Date.now }, signal);
  };
  return {
    async gate(signal) {
      const deployed = (await stageLedger(stage, signal)) !== undefined;
      if (stage === "production") {
        const source = await checkoutSource({ stage, project }).read(signal);
        const judged = await gateJudgedAs({ source, project, now: Date.now() }, signal);
        if (judged !== undefined) {
          const own = deployed ? await migrationsOnly(signal) : [];
          return [passed("checkout", `judged for preview as ${judged}`), ...own];
        }
      }
      return gateSteps({ stage: deployed ? stage : undefined, note: told }, signal);
    },
    verify(asked, signal) {
      const telling = { stage, timeoutMilliseconds: PATIENCE, note: (line: string) => note(`verify: ${line}`) };
      return verifySteps({ ...asked, ...telling }, signal);
    },
    isolation: (signal) => stageIsolation({ stage, note }, signal),
    verifiedInPreview: async (source, signal) => (await previewRecord(source, signal))?.id,
  };
}
