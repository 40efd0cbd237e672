import type { Ledger } from "../../../runtime/migrating/ports.ts";
import { recordIn } from "../journal.ts";
import type { DeploymentPorts } from "../ports.ts";
import { DEPLOYMENTS, type DeploymentRecord } from "../record.ts";

/** Ports whose ledger remembers the deployment that this process wrote last: what is left when nothing can be read any more. */
export function remembering<Ports extends Pick<DeploymentPorts, "ledger">>(ports: Ports) {
  let last: DeploymentRecord | undefined;
  const ledger: Ledger = {
    ...ports.ledger,
    async write(entry, signal) {
      const written = await ports.ledger.write(entry, signal);
      if (entry.run === DEPLOYMENTS) last = recordIn(written);
      return written;
    },
  };
  return { ports: { ...ports, ledger }, last: () => last };
}
