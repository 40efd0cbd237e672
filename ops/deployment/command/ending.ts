import { Failure } from "../../../runtime/domain/failure.ts";
import type { Stage } from "../../../runtime/domain/stage.ts";
import { OpsFailure } from "../../failure.ts";
import { advised } from "../../migrate/advised.ts";
import type { Finding, Step } from "../../report.ts";

export type EndingArgs = {
  readonly name: string;
  readonly stage: Stage;
  readonly error: unknown;
  /** Whether a person has broken it off. */
  readonly brokenOff: boolean;
};

const WHO = "Check your credentials: aws sts get-caller-identity";
const AGAIN = "Try again; nothing is lost.";

/**
 * What ended a command before it had an answer, as the step that it is: failed when a rule refuses it or another deployment is at work, else
 * undecided. What a person gave wrongly, and mistakes of ours, are thrown on.
 */
export function endingStep({ name, stage, error, brokenOff }: EndingArgs): Step {
  const undecided = (reason: string, finding: Pick<Finding, "code" | "message" | "fix">): Step => {
    return { name, status: "undecided", reason, findings: [{ subject: stage, ...finding }] };
  };
  if (error instanceof OpsFailure) {
    if (error.exitCode === 2) throw error;
    const { message, fix } = error;
    if (error.exitCode === 1) {
      return { name, status: "failed", findings: [{ code: "refused", subject: stage, message, fix }] };
    }
    return undecided("could not be read", { code: "unreadable", message, fix });
  }
  if (error instanceof Failure && error.reason === "lease-held") {
    const finding = { code: "lease-held", subject: stage, ...advised(error.message) };
    return { name, status: "failed", findings: [finding] };
  }
  if (error instanceof Failure && error.code === "lost-race") {
    const fix = `See how far it is: ops deploy --stage ${stage} --status`;
    return undecided("taken over", { code: "taken-over", message: advised(error.message).message, fix });
  }
  if (brokenOff) {
    const message = "It was broken off where it was.";
    const fix = `See where that is: ops deploy --stage ${stage} --status`;
    return undecided("broken off", { code: "broken-off", message, fix });
  }
  if (error instanceof Failure && isOfReading(error)) {
    return undecided("could not be read", {
      code: "unreadable",
      fix: error.code === "unauthorized" ? WHO : AGAIN,
      ...advised(error.message),
    });
  }
  if (isOfAws(error)) {
    const message = `AWS did not answer: ${error.message.split("\n")[0]}`;
    return undecided("could not be read", { code: "unreadable", message, fix: WHO });
  }
  throw error;
}

/** What a call to AWS ended with that nobody can change in the code. */
const OF_CALLS: ReadonlySet<string> = new Set([
  "credentials",
  "denied",
  "failed",
  "key",
  "missing",
  "no-answer",
  "throttled",
]);

function isOfReading({ code, reason = "" }: Failure): boolean {
  return code === "unavailable" || code === "unauthorized" || OF_CALLS.has(reason);
}

function isOfAws(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return "$metadata" in error || /^(CredentialsProviderError|TimeoutError)$/.test(error.name);
}
