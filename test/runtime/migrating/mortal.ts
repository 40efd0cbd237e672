import type { MigrationPorts } from "../../../runtime/migrating/run-types.ts";

/** Where a process ends: at its nth call of a port, before or after that takes effect. */
export type Death = { readonly call: number; readonly when: "before" | "after" };

export class Killed extends Error {}

export type Mortal = { readonly ports: MigrationPorts; calls(): number };

/** Ports whose process dies: from that call on nothing it does has any effect. Without a death they only count. */
export function mortal(ports: MigrationPorts, death?: Death): Mortal {
  let calls = 0;
  let dead = false;
  const living = () => {
    if (dead) throw new Killed();
    calls += 1;
    const last = calls === death?.call;
    dead = last;
    if (last && death.when === "before") throw new Killed();
    return last;
  };
  const call =
    <Arguments extends unknown[], Answer>(act: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      const last = living();
      const answer = await act(...given);
      if (last || dead) throw new Killed();
      return answer;
    };
  const listing = <Arguments extends unknown[], One>(act: (...given: Arguments) => AsyncIterable<One>) =>
    async function* (...given: Arguments): AsyncGenerator<One> {
      if (living()) throw new Killed();
      yield* act(...given);
    };
  const { table, archive, ledger } = ports;
  return {
    calls: () => calls,
    ports: {
      ...ports,
      table: {
        describe: call(table.describe),
        scan: call(table.scan),
        read: call(table.read),
        replace: call(table.replace),
      },
      archive: { put: call(archive.put), get: call(archive.get), list: listing(archive.list) },
      ledger: { read: call(ledger.read), write: call(ledger.write), list: listing(ledger.list) },
      sleep: call(ports.sleep),
    },
  };
}
