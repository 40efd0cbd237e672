import { Failure, type FailureCode } from "../../runtime/domain/failure.ts";
import { badInput, OpsFailure, unreadable } from "../failure.ts";
import type { Finding } from "../report.ts";
import { advised } from "./advised.ts";

/** What to try where a failure does not say it itself. */
const TRIES: Partial<Record<FailureCode, string>> = {
  "not-found": "Check the stage and the name: ops migrate-schema --stage STAGE --status",
  unavailable: "Try again; nothing is lost, and what was begun goes on from where it was.",
  unauthorized: "Check who you are: aws sts get-caller-identity",
};
const TRY = "See how far it is: ops migrate-schema --stage STAGE --status";

/** Failures that are an answer rather than a question left open: the table is held, the code is another. */
const FINDINGS: ReadonlySet<string> = new Set([
  "lease-held",
  "other-code",
  "other-parameters",
  "drifted",
  "missing",
  "rolled-back",
]);

function spokenOf({ message, code }: Failure): { message: string; fix: string } {
  return { fix: TRIES[code] ?? TRY, ...advised(message) };
}

/** A failure of a run as the finding that it is; anything else that was thrown is thrown on. */
export function findingOf(error: unknown, subject: string): Finding {
  if (!(error instanceof Failure) || error.reason === undefined || !FINDINGS.has(error.reason)) throw error;
  return { code: error.reason, subject, ...spokenOf(error) };
}

/** What was thrown as what ends the command: exit 2 for what was asked, 3 for what could not be read or was stopped. */
export function endingOf(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof OpsFailure) return error;
  if (signal.aborted)
    return unreadable("It was stopped before it was done.", "Run the same again; nothing is lost.", error);
  if (!(error instanceof Failure)) return error;
  const { message, fix } = spokenOf(error);
  return error.code === "invalid-request" ? badInput(message, fix) : unreadable(message, fix, error);
}
