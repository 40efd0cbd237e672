import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { judgeIsolation } from "../../checks/isolation/judge-isolation.ts";
import { writeWhole } from "../../isolation/atomic-file.ts";
import { readStages } from "../../isolation/choose-mode.ts";
import { evidenceOf } from "../../isolation/evidence.ts";
import { isolationSteps } from "../../isolation/isolation-steps.ts";
import { nothingToBeApartFrom } from "../../isolation/nothing-to-be-apart-from.ts";
import { type Outcome, outcomeOf } from "../../isolation/outcome.ts";
import { toolVersion } from "../../isolation/tool-version.ts";
import { reportOf, type Step } from "../../report.ts";
import { passed, skipped } from "../step.ts";
import { CHECKOUT } from "./checkout.ts";

/** Where the proofs of deployments are kept; git ignores it. */
const EVIDENCE = join(CHECKOUT, "build", "evidence");

export type StageIsolation = { readonly stage: Stage; readonly note: (line: string) => void };

/** `verify-isolation --after` with its evidence in a file of its own; skipped while the other stage was never deployed. */
export async function stageIsolation({ stage, note }: StageIsolation, signal: AbortSignal): Promise<readonly Step[]> {
  const reason = await nothingToBeApartFrom(stage, signal);
  if (reason !== undefined) return [skipped("proof", reason)];
  const startedAt = new Date();
  const outcome = outcomeOf({ reading: await readStages({ mode: "after", note }, signal), judge: judgeIsolation });
  const steps = isolationSteps(outcome);
  const path = await kept({ stage, outcome, steps, startedAt });
  return [...steps, passed("evidence", relative(CHECKOUT, path))];
}

type Proof = {
  readonly stage: Stage;
  readonly outcome: Outcome;
  readonly steps: readonly Step[];
  readonly startedAt: Date;
};

async function kept({ stage, outcome: { reading, judgement }, steps, startedAt }: Proof): Promise<string> {
  const time = new Date();
  const report = reportOf({ command: "verify-isolation", startedAt, endedAt: time, steps });
  const { mode, snapshots } = reading;
  const evidence = evidenceOf({ mode, tool: await toolVersion(), time, judgement, snapshots, report });
  await mkdir(EVIDENCE, { recursive: true });
  const path = join(EVIDENCE, `isolation-${stage}-${time.toISOString().replaceAll(":", "-")}.json`);
  await writeWhole({ path, text: `${JSON.stringify(evidence, null, 2)}\n` });
  return path;
}
