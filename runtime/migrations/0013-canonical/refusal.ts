/** Why an item cannot be brought to the canonical form (contract: legacy jobs, section 8). */
export type Reason =
  | "bad-params"
  | "unknown-type"
  | "unknown-status"
  | "missing-url"
  | "missing-timestamp"
  | "bad-timestamp"
  | "bad-result"
  | "bad-reference"
  | "bad-logs"
  | "unstorable-value"
  | "too-deep"
  | "too-large";

/** What a reader gives where it cannot read. */
export class Refusal {
  readonly reason: Reason;

  constructor(reason: Reason) {
    this.reason = reason;
  }
}
