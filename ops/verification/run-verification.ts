import { deadline } from "../../runtime/reliability/deadline.ts";
import { OpsFailure } from "../failure.ts";
import type { Step } from "../report.ts";
import type { Asked, Found, VerificationStep } from "./verification.ts";

/** Beyond what a step waits for its own conditions; then it is undecided, whatever it hangs on. */
const GRACE_MILLISECONDS = 30_000;

/**
 * Runs the steps in order. One that builds on a step that did not pass is skipped with the reason; one that could not ask
 * is undecided, and the others go on. At the signal the running one tidies up, and the rest is skipped. Throws what is a
 * person's slip (exit 2) or our own mistake.
 */
export async function runVerification(
  { asked, plan }: { asked: Asked; plan: readonly VerificationStep[] },
  signal: AbortSignal,
): Promise<Step[]> {
  const done: Step[] = [];
  const passed = new Set<string>();
  let found: Found = {};
  for (const step of plan) {
    if (signal.aborted) {
      done.push({ name: step.name, status: "skipped", reason: "broken off", findings: [] });
      continue;
    }
    const missing = step.needs.find((name) => !passed.has(name));
    if (missing !== undefined) {
      done.push({ name: step.name, status: "skipped", reason: `blocked by ${missing}`, findings: [] });
      continue;
    }
    asked.note(step.name);
    const { brings, steps } = await outcome({ step, asked, found }, signal);
    found = { ...found, ...brings };
    done.push(...steps);
    if (steps.every(({ status }) => status === "passed")) passed.add(step.name);
  }
  return done;
}

type Turn = { step: VerificationStep; asked: Asked; found: Found };

async function outcome({ step, asked, found }: Turn, signal: AbortSignal): ReturnType<VerificationStep["run"]> {
  const own = deadline(asked.timeoutMilliseconds + GRACE_MILLISECONDS, signal);
  try {
    return await step.run({ ...asked, found }, own);
  } catch (error) {
    if (signal.aborted)
      return { steps: [{ name: step.name, status: "undecided", reason: "broken off", findings: [] }] };
    if (!isUnreadable(error)) throw error;
    const fix = error instanceof OpsFailure ? error.fix : "Check your credentials: aws sts get-caller-identity";
    const [message = ""] = error.message.split("\n");
    const finding = { code: "unreadable", message, subject: step.name, fix };
    return { steps: [{ name: step.name, status: "undecided", reason: "could not be read", findings: [finding] }] };
  }
}

/** An answer that did not come or was refused: by AWS, its client, the network, or the time. */
function isUnreadable(error: unknown): error is Error {
  if (error instanceof OpsFailure) return error.exitCode === 3;
  if (!(error instanceof Error)) return false;
  return (
    "$metadata" in error || "code" in error || /^(CredentialsProviderError|TimeoutError|AbortError)$/.test(error.name)
  );
}
