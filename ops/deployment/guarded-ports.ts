import type { Lease } from "../../runtime/migrating/lease.ts";
import type { DeploymentPorts } from "./ports.ts";

/** The ports of somebody who has the lease: everything that changes the stage or the ledger is done only while it is still held. */
export function guardedPorts(ports: DeploymentPorts, lease: Pick<Lease, "confirm">): DeploymentPorts {
  const { engine, functions, migrations, ledger } = ports;
  const held =
    <Subject, Answer>(act: (subject: Subject, signal: AbortSignal) => Promise<Answer>) =>
    async (subject: Subject, signal: AbortSignal) => {
      await lease.confirm(signal);
      return act(subject, signal);
    };
  return {
    ...ports,
    ledger: { ...ledger, write: held(ledger.write) },
    engine: { ...engine, up: held(engine.up), restore: held(engine.restore) },
    functions: { ...functions, point: held(functions.point) },
    migrations: { ...migrations, apply: held(migrations.apply), rollback: held(migrations.rollback) },
  };
}
