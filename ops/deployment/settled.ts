import type { DeploymentPorts, FunctionVersions, Targets } from "./ports.ts";
import type { Problem } from "./step.ts";

const PATIENCE = 120_000;
const ASKED_EVERY = 1_000;

type SettlingPorts = Pick<DeploymentPorts, "functions" | "elapsed" | "sleep">;

export type Settled = {
  readonly ports: SettlingPorts;
  readonly versions: FunctionVersions;
  /** On a way back only versions and mappings are waited for: alarms and dead letters tell for a while of what is undone. */
  readonly way: "forward" | "back";
  /** Is told once of each thing that is waited for. */
  readonly note: (line: string) => void;
  /** Milliseconds; two minutes where nothing is said. */
  readonly patience?: number;
};

/** Waits until everything has settled; what still has not when the time is over, as problems. */
export async function settled(
  { ports, versions, way, note, patience = PATIENCE }: Settled,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const since = ports.elapsed();
  const told = new Set<string>();
  for (;;) {
    const left = await ports.functions[way === "forward" ? "unsettled" : "inactive"](versions, signal);
    if (left.length === 0) return [];
    if (ports.elapsed() - since > patience) {
      const fix = `It had ${patience / 1000} seconds. Look at what it names, then deploy again.`;
      return left.map((message) => ({ code: "unsettled", message, fix }));
    }
    for (const line of left.filter((one) => !told.has(one))) {
      told.add(line);
      note(line);
    }
    await ports.sleep(ASKED_EVERY, signal);
  }
}

/** The version of each function that an alias points at. */
export function versionsIn(targets: Targets): FunctionVersions {
  return Object.fromEntries(Object.entries(targets).map(([name, { version }]) => [name, version]));
}

/** Where these aliases are not as they are meant, as problems. */
export async function misdirected(
  { ports, meant }: { readonly ports: Pick<DeploymentPorts, "functions">; readonly meant: Targets },
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const live = await ports.functions.live(signal);
  return Object.entries(meant).flatMap(([name, target]) => {
    if (told(live[name]) === told(target)) return [];
    const message = `The alias of ${name} points at ${told(live[name])}, meant is ${told(target)}.`;
    return [{ code: "alias", message, fix: "Did somebody else move it? See: ops verify-deployment" }];
  });
}

/** `3`, or `3 and 5 % at 4`. */
function told(target: Targets[string] | undefined): string {
  if (target === undefined) return "nothing";
  const { version, next } = target;
  return next === undefined ? version : `${version} and ${next.weight * 100} % at ${next.version}`;
}
