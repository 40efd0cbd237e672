import type { IsolationJudgement } from "../checks/isolation/judgement.ts";
import { badInput } from "../failure.ts";
import type { Step } from "../report.ts";
import { readDocument } from "./document-file.ts";
import { type Evidence, parseEvidence } from "./evidence.ts";
import { type Change, changesSince } from "./held.ts";
import { shortened } from "./isolation-text.ts";
import type { Reading } from "./reading.ts";

const MAKE = "ops verify-isolation --evidence FILE";

/** The evidence in a file; a sentence when it is none, or was changed since it was written. */
export async function readEvidence(path: string, signal: AbortSignal): Promise<Evidence> {
  const evidence = parseEvidence(await readDocument({ path, source: MAKE }, signal));
  if (evidence === undefined) throw badInput(`${path} is not evidence of an isolation proof.`, `Make it anew: ${MAKE}`);
  if (evidence === "changed") throw badInput(`${path} was changed after it was written.`, `Make it anew: ${MAKE}`);
  return evidence;
}

export type CheckArgs = { evidence: Evidence; reading: Reading; judgement: IsolationJudgement };

/** Whether evidence still holds for what was read now: same inputs, and the judge of today says isolated, too. */
export function checkSteps({ evidence, reading, judgement }: CheckArgs): Step[] {
  const changes = changesSince(evidence, reading.snapshots);
  const { verdict, time, tool, mode } = evidence;
  return [
    {
      name: "evidence",
      status: verdict === "isolated" ? "passed" : "failed",
      detail: `${verdict}, --${mode}, ${time}, version ${tool.version}`,
      findings:
        verdict === "isolated"
          ? []
          : [
              {
                code: "evidence-not-isolated",
                message: `The evidence itself says ${verdict}.`,
                subject: "evidence",
                fix: "Settle what it found, then make it anew.",
              },
            ],
    },
    {
      name: "inputs",
      status: changes.length === 0 ? "passed" : "failed",
      detail: changes.length === 0 ? "both stages are what they were" : `${changes.length} differences`,
      findings: changes.map(changeFinding),
    },
    {
      name: "judged again",
      status: judgement.verdict === "isolated" ? "passed" : judgement.verdict === "leaking" ? "failed" : "undecided",
      detail: `${judgement.verdict}, ${judgement.questions} questions`,
      ...(judgement.verdict === "undecided" ? { reason: `${judgement.undecided.length} open` } : {}),
      findings: [
        ...judgement.findings.map(({ code, message, subject, witness, fix }) => ({
          code,
          message,
          subject,
          witness,
          fix,
        })),
        ...judgement.undecided.map(({ subject, reason }) => ({ code: "undecided", message: reason, subject })),
      ],
    },
  ];
}

function changeFinding({ stage, resource, how }: Change) {
  return {
    code: "evidence-outdated",
    message: `${shortened(resource)} of ${stage} is ${how}.`,
    subject: resource,
    fix: `Prove it anew: ${MAKE}`,
  };
}
