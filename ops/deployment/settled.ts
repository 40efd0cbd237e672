import type { DeploymentPorts, FunctionVersions, RingingAlarm, Targets } from "./ports.ts";
import { deployCommand, rollForwardCommand } from "./stage-commands.ts";
import type { Problem } from "./step.ts";

const PATIENCE = 120_000;
/** An alarm counts what happened within 300 seconds: so long one stray error makes it ring, and a little longer until it is judged. */
const PATIENCE_FOR_ALARMS = 330_000;
const ASKED_EVERY = 1_000;

type SettlingPorts = Pick<DeploymentPorts, "functions" | "elapsed" | "sleep" | "stage">;

export type Settled = {
  readonly ports: SettlingPorts;
  readonly versions: FunctionVersions;
  /** On a way back only versions and mappings are waited for: alarms and dead letters tell for a while of what is undone. */
  readonly way: "forward" | "back";
  /** Whether alarms have to be quiet on the way forward: not where what is deployed is the cure for what they ring about. */
  readonly alarms?: "quiet" | "ignored";
  /** Is told once of each thing that is waited for. */
  readonly note: (line: string) => void;
  /** Milliseconds; two minutes where nothing is said. Alarms have theirs, if it is longer. */
  readonly patience?: number;
};

/** Waits until everything has settled; what still has not when the time is over, as problems. */
export async function settled(asked: Settled, signal: AbortSignal): Promise<readonly Problem[]> {
  const { ports, note, patience = PATIENCE } = asked;
  const since = ports.elapsed();
  const told = new Set<string>();
  for (;;) {
    const { others, ringing } = await open(asked, signal);
    if (others.length + ringing.length === 0) return [];
    const most = others.length === 0 ? Math.max(patience, PATIENCE_FOR_ALARMS) : patience;
    const left = [...unsettled(others, most), ...ringing.map((alarm) => rings(alarm, ports.stage))];
    if (ports.elapsed() - since > most) return left;
    for (const { message } of left.filter((one) => !told.has(one.message))) {
      told.add(message);
      note(message);
    }
    await ports.sleep(ASKED_EVERY, signal);
  }
}

type Open = { readonly others: readonly string[]; readonly ringing: readonly RingingAlarm[] };

async function open({ ports, versions, way, alarms = "quiet" }: Settled, signal: AbortSignal): Promise<Open> {
  const { functions } = ports;
  if (way === "back") return { others: await functions.inactive(versions, signal), ringing: [] };
  const asked = [functions.unsettled(versions, signal), alarms === "quiet" ? functions.ringing(signal) : []] as const;
  const [others, ringing] = await Promise.all(asked);
  return { others, ringing };
}

function unsettled(others: Open["others"], most: number): readonly Problem[] {
  const fix = `It had ${most / 1000} seconds. Look at what it names, then deploy again.`;
  return others.map((message) => ({ code: "unsettled", message, fix }));
}

function rings({ name, reason }: RingingAlarm, stage: SettlingPorts["stage"]): Problem {
  const why = reason === "" ? "" : ` (${reason})`;
  const again = `Wait until it is quiet and deploy again: ${deployCommand(stage)}`;
  const cure = `If what is deployed is the cure: ${rollForwardCommand(stage)}`;
  return { code: "ringing", subject: name, message: `The alarm ${name} rings${why}.`, fix: `${again}. ${cure}` };
}

/** The version of each function that an alias points at. */
export function versionsIn(targets: Targets): FunctionVersions {
  return Object.fromEntries(Object.entries(targets).map(([name, { version }]) => [name, version]));
}

/** Where these aliases are not as they are meant, as problems. */
export async function misdirected(
  { ports, meant }: { readonly ports: Pick<DeploymentPorts, "functions" | "stage">; readonly meant: Targets },
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const live = await ports.functions.live(signal);
  const fix = `Did somebody else move it? See: ops verify-deployment --stage ${ports.stage}`;
  return Object.entries(meant).flatMap(([name, target]) => {
    if (told(live[name]) === told(target)) return [];
    const message = `The alias of ${name} points at ${told(live[name])}, meant is ${told(target)}.`;
    return [{ code: "alias", message, fix }];
  });
}

/** `3`, or `3 and 5 % at 4`. */
function told(target: Targets[string] | undefined): string {
  if (target === undefined) return "nothing";
  const { version, next } = target;
  return next === undefined ? version : `${version} and ${next.weight * 100} % at ${next.version}`;
}
