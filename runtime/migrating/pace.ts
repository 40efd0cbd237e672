import { Failure } from "../domain/failure.ts";
import { makeBucket } from "./bucket.ts";
import { readControl } from "./control.ts";
import type { Lease } from "./lease.ts";
import type { RunRecord } from "./run-record.ts";
import type { MigrationPorts, Rate } from "./run-types.ts";

const CONTROL_EVERY = 1_000;
const ALARM_EVERY = 5_000;
const LONGEST_NAP = 500;
/** How much of what was learnt about the cost of a write a cheaper one leaves. */
const MEMORY = 0.9;

/** When the next write may be made. */
export type Pace = {
  /** Waits until so many units may be spent and the run is neither paused nor alarmed; call what it gives with the units it really took. */
  take(units: number, signal: AbortSignal): Promise<(consumed: number) => void>;
  /** Waits while the run is paused or alarmed. */
  rest(signal: AbortSignal): Promise<void>;
  throttled(): void;
};

export type PaceOptions = {
  readonly ports: MigrationPorts;
  readonly run: Pick<RunRecord, "run" | "parameters" | "provisionedWriteUnits">;
  /** Kept while waiting. */
  readonly lease: Lease;
  /** The share of the rate that this process has, from 0 to 1. */
  readonly share: number;
};

/** The pace of one process's writes: the run's rate, or the one that its control record, read every second, says instead. */
export function makePace({ ports, run, lease, share }: PaceOptions): Pace {
  const planned = unitsASecond(run.parameters.rate, run.provisionedWriteUnits);
  const bucket = makeBucket({ cap: planned * share, at: ports.elapsed() });
  let still = false;
  let controlAt = Number.NEGATIVE_INFINITY;
  let alarmAt = Number.NEGATIVE_INFINITY;
  let alarmed = false;
  let cost = 1;
  let last: Promise<unknown> = Promise.resolve();

  const lookAround = async (signal: AbortSignal) => {
    await lease.confirm(signal);
    if (ports.elapsed() - controlAt >= CONTROL_EVERY) {
      const { paused, maxWcu } = await readControl(ports, run.run, signal);
      still = paused;
      controlAt = ports.elapsed();
      bucket.limit((maxWcu ?? planned) * share, controlAt);
    }
    if (ports.alarm !== undefined && ports.elapsed() - alarmAt >= ALARM_EVERY) {
      alarmed = await ports.alarm(signal);
      alarmAt = ports.elapsed();
    }
  };
  const rest = async (signal: AbortSignal) => {
    for (;;) {
      signal.throwIfAborted();
      await lookAround(signal);
      if (!still && !alarmed) return;
      await ports.sleep(LONGEST_NAP, signal);
    }
  };
  const turn = async (units: number, signal: AbortSignal) => {
    for (;;) {
      await rest(signal);
      const guess = units * cost;
      const wait = bucket.wait(guess, ports.elapsed());
      if (wait === 0) {
        const settle = bucket.spend(guess, ports.elapsed());
        return (consumed: number) => {
          settle(consumed, ports.elapsed());
          const real = consumed / Math.max(1, units);
          cost = Math.max(real, MEMORY * cost + (1 - MEMORY) * real);
        };
      }
      await ports.sleep(Math.min(wait, LONGEST_NAP), signal);
    }
  };
  return {
    take(units, signal) {
      const mine = last.then(() => turn(units, signal));
      // Whoever waits for this turn hears why it failed; the next one in line has its turn all the same.
      last = mine.catch(() => undefined);
      return mine;
    },
    rest: (signal) => rest(signal),
    throttled: () => bucket.throttled(ports.elapsed()),
  };
}

/** Write capacity units a second; Infinity where nothing is said. Throws `invalid-request` for a share of a table that has no set capacity. */
export function unitsASecond({ maxWcu, maxPercent }: Rate, provisioned: number | undefined): number {
  const asked = { "--max-wcu": maxWcu, "--max-percent": maxPercent };
  for (const [option, value] of Object.entries(asked)) {
    if (value !== undefined && !(value > 0)) {
      throw new Failure("invalid-request", `${option} is ${value}; give a number above 0.`);
    }
  }
  if (maxPercent === undefined) return maxWcu ?? Number.POSITIVE_INFINITY;
  if (provisioned === undefined) {
    throw new Failure(
      "invalid-request",
      "--max-percent needs a table with provisioned capacity, and this one is paid per request. Give --max-wcu instead.",
    );
  }
  return Math.min(maxWcu ?? Number.POSITIVE_INFINITY, (provisioned * maxPercent) / 100);
}
