import { archivedKeys, readLines } from "./archived-lines.ts";
import type { MigrationPorts, QuarantineLine } from "./run-types.ts";

/** Every line of a run's quarantine list; an item can be on it more than once when the run was interrupted. */
export async function* readQuarantine(
  ports: Pick<MigrationPorts, "archive" | "sleep">,
  run: string,
  signal: AbortSignal,
): AsyncGenerator<QuarantineLine> {
  for (const key of await archivedKeys(ports, { prefix: `migrations/${run}/quarantine/` }, signal)) {
    yield* (await readLines(ports, key, signal)) as readonly QuarantineLine[];
  }
}
