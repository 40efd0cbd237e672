import * as z from "zod";
import { type FaultName, faultNames } from "./fault-effects.ts";

/** A fault to come: how often, for which model (any if absent), after how many more calls, with how long a `retry-after`. */
export const QueuedFault = z.strictObject({
  fault: z.enum(faultNames as [FaultName, ...FaultName[]]),
  times: z.int().min(1).max(1_000_000).default(1),
  model: z.string().optional(),
  afterCalls: z.int().min(0).default(0),
  seconds: z.number().min(0).max(3_600).default(1),
});
export type QueuedFault = z.infer<typeof QueuedFault>;

/** A fault drawn for one call. */
export interface DrawnFault {
  readonly fault: FaultName;
  readonly seconds: number;
}

/** The faults waiting for the next calls, in order of arrival; one call draws at most one. */
export class FaultQueue {
  #waiting: readonly QueuedFault[] = [];

  /** What still waits, with what is left of each. */
  get waiting(): readonly QueuedFault[] {
    return this.#waiting;
  }

  /** Adds faults behind the others. */
  add(added: readonly QueuedFault[]): void {
    this.#waiting = [...this.#waiting, ...added];
  }

  /** Forgets all that wait. */
  clear(): void {
    this.#waiting = [];
  }

  /** Takes the fault a call to this model meets, if any; every entry for that model counts the call. */
  draw(model: string): DrawnFault | undefined {
    const concerned = this.#waiting.filter((one) => one.model === undefined || one.model === model);
    const due = concerned.find((one) => one.afterCalls === 0);
    this.#waiting = this.#waiting.flatMap((one) => {
      if (one === due) return one.times > 1 ? [{ ...one, times: one.times - 1 }] : [];
      return concerned.includes(one) && one.afterCalls > 0 ? [{ ...one, afterCalls: one.afterCalls - 1 }] : [one];
    });
    return due;
  }
}
