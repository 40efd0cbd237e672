import type { Failure } from "../domain/failure.ts";

/** What a failed model means for the ones after it. */
export type Consequence = {
  /** Whether somebody else is asked. */
  readonly failover: boolean;
  /** Who is left alone for a while: the model at its provider, all of the provider, or nobody. */
  readonly cools: "model" | "provider" | "nobody";
  /** For at least so many milliseconds. */
  readonly coolsFor: number;
  /** Whether the same call may well succeed in a moment. */
  readonly passing: boolean;
};

const MINUTE = 60_000;
const KEY_OR_CREDIT = { failover: true, cools: "provider", coolsFor: MINUTE, passing: false } as const;
const PASSING = { failover: true, cools: "model", coolsFor: 0, passing: true } as const;
const SOMEBODY_ELSE = { failover: true, cools: "nobody", coolsFor: 0, passing: false } as const;

const REASONS: Readonly<Record<string, Consequence>> = {
  "status-401": KEY_OR_CREDIT,
  "status-402": KEY_OR_CREDIT,
  "status-403": KEY_OR_CREDIT,
  "quota-spent": KEY_OR_CREDIT,
  "key-unreadable": KEY_OR_CREDIT,
  "status-404": { failover: true, cools: "model", coolsFor: MINUTE, passing: false },
  slow: { failover: true, cools: "model", coolsFor: 0, passing: false },
  "context-length": SOMEBODY_ELSE,
};

/**
 * What follows from a failure. An answer that does not fit is the question's as much as the model's: somebody else is asked,
 * nobody is left alone. A refusal ends the request: another model is not asked to do what this one holds to be wrong, and the
 * caller can change the question. So does a request the provider does not understand: it is wrong everywhere.
 */
export function consequenceOf({ code, reason, retryAfter }: Failure): Consequence {
  const known = REASONS[reason ?? ""];
  if (known) return known;
  if (code === "model-unavailable") return { ...PASSING, coolsFor: (retryAfter ?? 0) * 1_000 };
  if (code === "model-answer-invalid") return SOMEBODY_ELSE;
  return { ...SOMEBODY_ELSE, failover: false };
}

export type Pausing = {
  readonly failure: Failure;
  /** Milliseconds that are left to this model. */
  readonly left: number;
  /** Whether nobody is left to ask after it. */
  readonly last: boolean;
};

/** A pause before the last model is asked again although nobody said how long to wait. */
const PAUSE_MILLISECONDS = 300;

/** Milliseconds after which the same model is worth one more call; undefined where it is not. The pause takes at most half of what is left. */
export function pauseBefore({ failure, left, last }: Pausing): number | undefined {
  const { passing } = consequenceOf(failure);
  const own = last ? PAUSE_MILLISECONDS : undefined;
  const pause = failure.retryAfter === undefined ? own : failure.retryAfter * 1_000;
  return passing && pause !== undefined && pause <= left / 2 ? pause : undefined;
}
