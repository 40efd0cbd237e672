import { asFailure, Failure } from "../domain/failure.ts";
import { JobRequest, MAX_BODY_BYTES } from "../domain/request.ts";
import { schemaProblem } from "../lambda/schema-problem.ts";
import { type AdmissionRules, type Admitted, admit } from "./admission.ts";

/** One entry of a batch that was admitted. */
export type BatchEntry = { readonly index: number; readonly request: JobRequest; readonly identity: Admitted };

/** Why an entry was not taken: a reason for programs and a sentence for people. */
export type Rejection = { readonly reason: string; readonly message: string };

export type JudgedEntries = {
  /** The first entry of each request. */
  readonly leaders: readonly BatchEntry[];
  /** Entries that ask for the same as an earlier one. */
  readonly followers: readonly { readonly index: number; readonly leader: number }[];
  readonly rejected: readonly (Rejection & { readonly index: number })[];
};

/**
 * Judges each entry by what it says alone, and finds those that are one request. Should any of these want a fresh job,
 * the first makes a fresh one, which is fresh enough for all.
 */
export function judgeEntries(jobs: readonly unknown[], rules: AdmissionRules): JudgedEntries {
  const leaders = new Map<string, BatchEntry>();
  const followers: { index: number; leader: number }[] = [];
  const rejected: (Rejection & { index: number })[] = [];
  for (const [index, job] of jobs.entries()) {
    const entry = judged(job, rules);
    if (entry instanceof Failure) {
      rejected.push({ index, ...rejection(entry) });
      continue;
    }
    const { digest } = entry.identity;
    const leader = leaders.get(digest);
    if (leader === undefined) leaders.set(digest, { index, ...entry });
    else {
      followers.push({ index, leader: leader.index });
      if (entry.request.fresh) leaders.set(digest, { ...leader, request: { ...leader.request, fresh: true } });
    }
  }
  return { leaders: [...leaders.values()], followers, rejected };
}

/** A failure as a batch tells it; what may succeed when it is sent again has the reason `try-again`. */
export function rejection(failure: Failure): Rejection {
  const { visible, retryable, reason, code, message } = failure;
  if (retryable) return { reason: "try-again", message: visible ? message : "The service is busy. Send it again." };
  return visible ? { reason: reason ?? code, message } : { reason: "internal", message: "The service failed." };
}

function judged(job: unknown, rules: AdmissionRules): Omit<BatchEntry, "index"> | Failure {
  try {
    if (Buffer.byteLength(JSON.stringify(job)) > MAX_BODY_BYTES) {
      return new Failure("payload-too-large", `The entry is larger than ${MAX_BODY_BYTES} bytes. Send a smaller one.`);
    }
    const parsed = JobRequest.safeParse(job);
    if (!parsed.success) return new Failure("invalid-request", schemaProblem(JobRequest, parsed.error));
    return { request: parsed.data, identity: admit(parsed.data, rules) };
  } catch (error) {
    return asFailure(error);
  }
}
