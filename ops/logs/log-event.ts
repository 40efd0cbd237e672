/** One event of a function's log group. */
export type LogEvent = {
  /** Tells the event from every other one of its function. */
  readonly id: string;
  /** Epoch milliseconds, as the function's runtime wrote it. */
  readonly at: number;
  readonly function: string;
  /** What was written, without the line end. */
  readonly text: string;
};

/** Events in time order; those of one moment in the order of their functions, so that two readings show the same. */
export function byTime(one: LogEvent, other: LogEvent): number {
  if (one.at !== other.at) return one.at - other.at;
  if (one.function === other.function) return 0;
  return one.function < other.function ? -1 : 1;
}
