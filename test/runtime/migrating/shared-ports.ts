import { Failure } from "../../../runtime/domain/failure.ts";
import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";
import type { Scheduler } from "./scheduler.ts";
import type { World } from "./world.ts";

/** What goes wrong with a process's calls, each as a share of them. */
export type Faults = { readonly throttled: number; readonly timedOut: number; readonly repeated: number };
export const NO_FAULTS: Faults = { throttled: 0, timedOut: 0, repeated: 0 };

const unavailable = (reason: string) => new Failure("unavailable", "Not now.", { reason });

/** The ports of one of many processes: every call waits for its turn, and may be refused, lose its answer, or arrive twice. */
export function sharedPorts(
  { table, archive, ledger }: World,
  { steps, faults, name }: { readonly steps: Scheduler; readonly faults: Faults; readonly name: string },
): MigrationPorts {
  let ids = 0;
  const shared =
    <Arguments extends unknown[], Answer>(act: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      await steps.turn();
      if (steps.chance() < faults.throttled) throw unavailable("throttled");
      let answer = await act(...given);
      if (steps.chance() < faults.repeated) {
        await steps.turn();
        answer = await act(...given);
      }
      await steps.turn();
      if (steps.chance() < faults.timedOut) throw unavailable("timeout");
      return answer;
    };
  return {
    table: {
      describe: shared(table.describe),
      scan: shared(table.scan),
      read: shared(table.read),
      replace: shared(table.replace),
    },
    archive: { put: shared(archive.put), get: shared(archive.get), list: archive.list },
    ledger: { read: shared(ledger.read), write: shared(ledger.write), list: ledger.list },
    now: steps.now,
    elapsed: steps.now,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      await steps.sleep(milliseconds);
    },
    newId: () => `${name}-${ids++}`,
  };
}
