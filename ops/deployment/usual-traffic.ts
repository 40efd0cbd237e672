import { FEWEST_USUAL, slowThresholds, trafficOf } from "./canary-batch.ts";
import { LOG_LAG } from "./log-lag.ts";
import type { DeploymentPorts, Observed, Targets } from "./ports.ts";

/** How far back is looked, one after the other: a busy function has told enough in a minute, and every page read is one of the few that AWS allows a second. */
const WITHIN = [60_000, 4 * 60_000, 15 * 60_000] as const;

/** Timed requests of a function's users with which nobody looks further back: of 200, ten are above the threshold, so that it does not hang on one or two. */
const ENOUGH_USUAL = 200;

type UsualTraffic = { readonly ports: Pick<DeploymentPorts, "traffic" | "now" | "sleep">; readonly targets: Targets };
type Asked = UsualTraffic & { readonly until: number };

/**
 * What the current versions did of late. Requests of our own are sent where there were too few to tell what is usual for them; the new
 * versions' instances become ready so, too.
 */
export async function usualTraffic(
  { ports, targets }: UsualTraffic,
  signal: AbortSignal,
): Promise<readonly Observed[]> {
  const until = ports.now() - LOG_LAG;
  const seen = await already({ ports, targets, until }, signal);
  const known = slowThresholds(seen);
  if (Object.keys(targets).every((name) => trafficOf({ function: name, own: true }) in known)) return seen;
  // They are divided among the functions, of each instance the first ones tell nothing, and of a few the slowest are slow by chance.
  const sent = await ports.traffic.send(targets, 10 * FEWEST_USUAL, signal);
  return sent === 0 ? seen : [...seen, ...(await since({ ports, targets, until }, signal))];
}

/** Looks further back only for functions that were not asked enough, and reads nothing twice. */
async function already({ ports, targets, until }: Asked, signal: AbortSignal): Promise<readonly Observed[]> {
  let seen: readonly Observed[] = [];
  let unknown = targets;
  let earliest = until;
  for (const within of WITHIN) {
    if (Object.keys(unknown).length === 0) break;
    const time = { since: until - within, until: earliest };
    seen = [...seen, ...(await ports.traffic.observe(unknown, time, signal))];
    earliest = time.since;
    unknown = Object.fromEntries(Object.entries(unknown).filter(([name]) => timed(seen, name) < ENOUGH_USUAL));
  }
  return seen;
}

/** Of our own requests fewer do, and they can be sent. */
function timed(seen: readonly Observed[], name: string): number {
  const users = seen.filter((each) => each.function === name && !each.own);
  return users.reduce((sum, { current }) => sum + current.durations.length, 0);
}

async function since({ ports, targets, until: read }: Asked, signal: AbortSignal): Promise<readonly Observed[]> {
  await ports.sleep(2 * LOG_LAG, signal);
  const until = ports.now() - LOG_LAG;
  return until <= read ? [] : ports.traffic.observe(targets, { since: read, until }, signal);
}
