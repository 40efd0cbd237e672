import * as z from "zod";
import type { CallLog } from "./call-log.ts";
import { faultNames } from "./fault-effects.ts";
import { type FaultQueue, QueuedFault } from "./fault-queue.ts";
import { badParameter } from "./refusal.ts";

const Added = z.union([QueuedFault, z.strictObject({ faults: z.array(QueuedFault).max(1_000) })]);

/** POST /stand-in/faults: queues one fault or `{faults: [...]}`; throws a 400 that lists the known ones. */
export function queueFaults({ queue, body }: { queue: FaultQueue; body: unknown }): {
  readonly waiting: readonly QueuedFault[];
} {
  const parsed = Added.safeParse(body);
  if (!parsed.success) {
    throw badParameter({
      param: "fault",
      code: "invalid_value",
      message: `Send {fault, times?, model?, afterCalls?, seconds?} or {faults: [...]}; the faults are ${faultNames.join(", ")}.`,
    });
  }
  queue.add("faults" in parsed.data ? parsed.data.faults : [parsed.data]);
  return { waiting: queue.waiting };
}

/** What the control endpoints show of the two. */
export const show = {
  faults: (queue: FaultQueue) => ({ waiting: queue.waiting, known: faultNames }),
  calls: (calls: CallLog) => calls.shown,
};
