import { Failure } from "../domain/failure.ts";
import { readEntry, writeEntry } from "./ledger-writing.ts";
import type { LedgerEntry } from "./ports.ts";
import { requireRun } from "./run-record.ts";
import type { MigrationPorts } from "./run-types.ts";

/** A holder that has not been heard of for so many milliseconds has lost it. */
const LASTS = 20_000;
const RENEWED_EVERY = LASTS / 5;
/** A holder that could not renew for so long stops by itself, well before another one can have it. */
const TRUSTED = LASTS / 2;
const WATCHED_EVERY = LASTS / 4;

/** What one process at a time may do: the entry that says who has it, and what a second one is told. */
export type Right = {
  readonly entry: string;
  /** What the holder is at work on, as the object of a sentence. */
  readonly on: string;
  /** What a second one may do meanwhile. */
  readonly advice: string;
};

/** The right to change the table of jobs. */
const MIGRATION: Right = {
  entry: "migration",
  on: "this table",
  advice: "Watch it with --status --watch, or stop it first.",
};

type LeasePorts = Pick<MigrationPorts, "ledger" | "sleep" | "elapsed" | "now" | "newId" | "who">;

/** A right that one process at a time has. */
export type Lease = {
  /** Rises with every holder. */
  readonly fence: number;
  /** Renews it when that is due; throws `lost-race` when somebody else has it or may have it by now. */
  confirm(signal: AbortSignal): Promise<void>;
  /** Lets the next one have it at once. */
  release(signal: AbortSignal): Promise<void>;
};

/**
 * Takes the lease. One that is held is watched for as long as it lasts: when its holder renews it meanwhile, this throws
 * `unavailable`; when not, the holder is gone. Only durations on this machine count, so clocks may differ and jump.
 */
export async function takeLease(
  ports: LeasePorts,
  { purpose, right = MIGRATION }: { readonly purpose: string; readonly right?: Right },
  signal: AbortSignal,
): Promise<Lease> {
  const key = { run: "lease", entry: right.entry };
  let seen = await readEntry(ports, key, signal);
  const since = ports.elapsed();
  while (isHeld(seen) && ports.elapsed() - since < LASTS) {
    await ports.sleep(WATCHED_EVERY, signal);
    const now = await readEntry(ports, key, signal);
    if (now.revision !== seen.revision && isHeld(now)) throw taken(now, right);
    seen = now;
  }
  const fence = fenceOf(seen) + 1;
  const by = { holder: ports.newId(), since: ports.now(), ...(ports.who === undefined ? {} : { who: ports.who }) };
  const value = { fence, held: true, purpose, ...by, beat: 0 };
  const asked = moment(ports);
  try {
    return held(ports, await writeEntry(ports, { ...key, revision: seen.revision, value }, signal), asked);
  } catch (error) {
    if (error instanceof Failure && error.code === "lost-race") throw taken(await readEntry(ports, key, signal), right);
    throw error;
  }
}

/** Works under the lease that a run was begun or resumed under, as one of many; throws `lost-race` when the run has it no more. */
export async function joinLease(ports: LeasePorts, run: string, signal: AbortSignal): Promise<Lease> {
  const { fence } = await requireRun(ports, run, signal);
  const entry = await readEntry(ports, { run: "lease", entry: MIGRATION.entry }, signal);
  requireHeld(entry, fence);
  const asked = moment(ports);
  return held(ports, await renewed(ports, { entry, fence }, signal), asked);
}

function held(ports: LeasePorts, first: LedgerEntry, asked: Moment): Lease {
  let entry = first;
  let confirmed = asked;
  let renewing: Promise<void> | undefined;
  const fence = fenceOf(first);
  const renew = async (signal: AbortSignal) => {
    const before = moment(ports);
    try {
      entry = await renewed(ports, { entry, fence }, signal);
      confirmed = before;
    } finally {
      renewing = undefined;
    }
  };
  return {
    fence,
    async confirm(signal) {
      if (passedSince(confirmed, ports) < RENEWED_EVERY) return;
      renewing ??= renew(signal);
      await renewing;
      if (ports.elapsed() - confirmed.elapsed > TRUSTED) await this.confirm(signal);
    },
    async release(signal) {
      try {
        entry = await renewed(ports, { entry, fence, held: false }, signal);
      } catch (error) {
        if (!(error instanceof Failure && error.code === "lost-race")) throw error;
      }
    },
  };
}

type Renewal = { readonly entry: LedgerEntry; readonly fence: number; readonly held?: boolean };

/** Writes the next beat; another worker of the same holder may have done so first, and then over that one. */
async function renewed(ports: LeasePorts, { entry, fence, held = true }: Renewal, signal: AbortSignal) {
  for (let last = entry; ; ) {
    requireHeld(last, fence);
    const value = { ...last.value, held, beat: Number(last.value.beat) + 1, by: ports.newId() };
    try {
      return await writeEntry(ports, { ...last, value }, signal);
    } catch (error) {
      if (!(error instanceof Failure && error.code === "lost-race")) throw error;
      last = await readEntry(ports, entry, signal);
    }
  }
}

type Moment = { readonly elapsed: number; readonly now: number };
const moment = ({ elapsed, now }: LeasePorts): Moment => ({ elapsed: elapsed(), now: now() });

/** The longer of what the two clocks say: one of them may stand still while the machine sleeps. */
function passedSince(then: Moment, ports: LeasePorts): number {
  return Math.max(ports.elapsed() - then.elapsed, Math.abs(ports.now() - then.now));
}

const isHeld = ({ value }: LedgerEntry) => value.held === true;
const fenceOf = ({ value }: LedgerEntry) => Number(value.fence ?? 0);

function requireHeld(entry: LedgerEntry, fence: number): void {
  if (isHeld(entry) && fenceOf(entry) === fence) return;
  throw new Failure(
    "lost-race",
    `Another process has taken the ${entry.entry} over (${purposeOf(entry)}). This one stops; nothing is lost.`,
  );
}

function taken(entry: LedgerEntry, { on, advice }: Right): Failure {
  return new Failure(
    "unavailable",
    `Another process is at work on ${on} (${purposeOf(entry)}), and one may be at a time. ${advice}`,
    { reason: "lease-held" },
  );
}

/** What its holder is at, who that is, and since when. */
function purposeOf({ value: { purpose, who, since } }: LedgerEntry): string {
  const parts = [
    typeof purpose === "string" ? purpose : "it does not say which",
    ...(typeof who === "string" ? [`begun by ${who}`] : []),
    ...(typeof since === "number" ? [`since ${new Date(since).toISOString()}`] : []),
  ];
  return parts.join(", ");
}
