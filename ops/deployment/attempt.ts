import { Failure } from "../../runtime/domain/failure.ts";
import { OpsFailure } from "../failure.ts";
import type { Step } from "../report.ts";
import { failed } from "./step.ts";

/** What may end a deployment's work: asked to stop and go back, or to stop where it is. */
export type Interruption = {
  /** The deployment is undone. */
  readonly soft: AbortSignal;
  /** The work ends where it is; somebody resumes it. */
  readonly hard: AbortSignal;
};

export type Attempt = {
  readonly name: string;
  readonly act: () => Promise<readonly Step[]>;
  /** What a person does about what nobody foresaw, once its cause is gone: it depends on what becomes of the work after this step. */
  readonly next: string;
};

/**
 * Runs one step and makes a finding of what it throws. Only what ends this process's work is thrown on: the hard interruption,
 * and that another process has taken over.
 */
export async function attempt({ name, act, next }: Attempt, { soft, hard }: Interruption): Promise<readonly Step[]> {
  try {
    return await act();
  } catch (error) {
    if (hard.aborted || isTakenOver(error)) throw error;
    if (soft.aborted) {
      return [
        failed(name, [{ code: "broken-off", message: "It was broken off.", fix: "Run it again when you are ready." }]),
      ];
    }
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const fix = error instanceof OpsFailure ? error.fix : `Once the cause is gone, ${next}`;
    return [failed(name, [{ code: codeOf(error), message, fix }])];
  }
}

/** Whether another process has the lease or the record now. */
export function isTakenOver(error: unknown): boolean {
  return error instanceof Failure && error.code === "lost-race";
}

function codeOf(error: unknown): string {
  if (error instanceof OpsFailure) return "unreadable";
  return error instanceof Failure ? error.code : "unexpected";
}
