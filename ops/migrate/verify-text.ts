import type { Verification, VerificationProblem } from "../../runtime/migrating/run-types.ts";
import type { Finding } from "../report.ts";
import { whole } from "./figures.ts";
import { labelled, type Told } from "./told.ts";

const HEADS = {
  passed: "every item is canonical or quarantined, and the way back is there",
  failed: "does not hold",
  undecided: "could not be decided",
} as const satisfies Record<Verification["verdict"], string>;

/** What an independent reader found of a run. */
export function verificationTold(verification: Verification, { stage }: { readonly stage: string }): Told {
  const { run, verdict, items, canonical, quarantined, unchanged, changedSince, deleted } = verification;
  return {
    head: `${stage}: ${run}: ${HEADS[verdict]}`,
    body: labelled([
      ["read", `${whole(items)} items: ${whole(canonical)} canonical, ${whole(quarantined)} quarantined`],
      [
        "undo log",
        `${whole(unchanged)} as the run wrote them, ${whole(changedSince)} changed since, ${whole(deleted)} deleted since`,
      ],
    ]),
    next: [],
  };
}

const FIXES: Record<VerificationProblem["code"], string> = {
  "not-canonical": "Run --apply again: it takes up what was written in an old shape since.",
  "unlisted-quarantine": "Run --apply again: it lists what became unreadable since.",
  "counts-differ": "See --status for what each segment counted; --apply again goes over them.",
  "down-differs": "Go back by image for these: --rollback without --down.",
  "image-damaged": "Restore the objects from the bucket's versions before anything is rolled back.",
  "run-not-ended": "Go on with it: --apply; or go back: --rollback.",
};

/** The problems of a verification, with what to do about each. */
export function verificationFindings({ problems, run }: Verification): Finding[] {
  return problems.map(({ code, sentence, count, ids }) => ({
    code,
    subject: run,
    message: ids.length === 0 ? sentence : `${sentence} ${ids.slice(0, 3).join(", ")}${count > 3 ? ", …" : ""}`,
    fix: FIXES[code],
    witness: { count, ids },
  }));
}
