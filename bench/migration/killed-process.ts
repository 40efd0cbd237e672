import type { MigrationPorts } from "../../runtime/migrating/run-types.ts";

/** When a process ends: at its call of that number, before or after the call takes effect. */
export type Kill = { readonly call: number; readonly effect: "before" | "after" };

/** The ports of a process that is killed: from that moment on nothing it does takes effect. */
export function killedPorts(
  ports: MigrationPorts,
  kill: Kill,
): { readonly ports: MigrationPorts; readonly calls: () => number } {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error("The process was killed.");
  };
  const mortal =
    <Arguments extends readonly unknown[], Answer>(call: (...args: Arguments) => Promise<Answer>) =>
    async (...args: Arguments): Promise<Answer> => {
      if (dead) return die();
      calls += 1;
      const isLast = calls === kill.call;
      if (isLast && kill.effect === "before") die();
      const answer = await call(...args);
      if (isLast) die();
      return answer;
    };
  const mortalList = <Arguments extends readonly unknown[], Answer>(
    list: (...args: Arguments) => AsyncIterable<Answer>,
  ) =>
    async function* (...args: Arguments): AsyncIterable<Answer> {
      yield* await mortal(async () => {
        const all: Answer[] = [];
        for await (const one of list(...args)) all.push(one);
        return all;
      })();
    };
  const { table, archive, ledger } = ports;
  return {
    calls: () => calls,
    ports: {
      ...ports,
      table: {
        ...{ describe: mortal(table.describe), scan: mortal(table.scan) },
        ...{ read: mortal(table.read), replace: mortal(table.replace) },
      },
      archive: { put: mortal(archive.put), get: mortal(archive.get), list: mortalList(archive.list) },
      ledger: { read: mortal(ledger.read), write: mortal(ledger.write), list: mortalList(ledger.list) },
      sleep: mortal(ports.sleep),
    },
  };
}
