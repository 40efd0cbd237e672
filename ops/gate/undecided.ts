import { OpsFailure, unreadable } from "../failure.ts";
import type { Step } from "../report.ts";

/** What ends a step: what a rule refuses and what the checkout has wrong fails it, what could not be read leaves it open. */
const ENDINGS = {
  1: { code: "refused", status: "failed", about: { detail: "a rule refuses it" } },
  2: { code: "unusable", status: "failed", about: { detail: "cannot be used" } },
  3: { code: "unreadable", status: "undecided", about: { reason: "could not be read" } },
} as const;

/**
 * The steps of a judgement, or the one step that says why there is none. An interruption is thrown as `unreadable`, what is
 * no OpsFailure as it is.
 */
export async function undecidedWhereUnread<Judged>(
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
  judge: () => Promise<Judged>,
): Promise<Judged | Step> {
  try {
    return await judge();
  } catch (error) {
    if (signal.aborted) throw unreadable("The gate was interrupted.", "Run it again: ops gate", error);
    if (!(error instanceof OpsFailure)) throw error;
    const { code, status, about } = ENDINGS[error.exitCode];
    const finding = { code, message: error.message, subject: name, fix: error.fix };
    return { name, status, ...about, findings: [finding] };
  }
}
