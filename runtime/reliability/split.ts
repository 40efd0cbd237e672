export type Budget = {
  /** Milliseconds that are left for all attempts together. */
  readonly left: number;
  /** How many may still be made, this one included. */
  readonly attempts: number;
  /** The most milliseconds that are worth waiting for this one while another is left. */
  readonly patience: number;
};

/** Milliseconds for the next attempt: at most half of what is left and its patience while another can follow; all of it for the last. */
export function split({ left, attempts, patience }: Budget): number {
  const whole = Math.max(0, Math.floor(left));
  return attempts > 1 ? Math.min(Math.floor(whole / 2), Math.max(0, Math.floor(patience))) : whole;
}
