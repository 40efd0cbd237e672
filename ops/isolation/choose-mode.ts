import { OpsFailure } from "../failure.ts";
import type { Mode } from "./mode.ts";
import { readPrograms, readStates } from "./read-stacks.ts";
import type { Reading } from "./reading.ts";

type StackMode = Exclude<Mode, "export">;

/** What each mode reads with; the strongest first. */
const READERS: Record<StackMode, (note: (line: string) => void, signal: AbortSignal) => Promise<Reading>> = {
  live: async (note, signal) => {
    // The clients of eighteen services take as long to load as all the rest.
    const { readLive } = await import("./live/read-live.ts");
    return readLive({ note: (service) => note(`listed ${service}`) }, signal);
  },
  after: (_, signal) => readStates(signal),
  before: (_, signal) => readPrograms(signal),
};
const STRONGEST_FIRST: readonly StackMode[] = ["live", "after", "before"];

export type ReadStagesArgs = {
  /** The mode that was asked for; without one, the strongest that can run. */
  mode?: StackMode | undefined;
  note: (line: string) => void;
};

/** Reads both stages; without a mode the strongest that can run, which then says why no stronger one could. */
export async function readStages({ mode, note }: ReadStagesArgs, signal: AbortSignal): Promise<Reading> {
  if (mode !== undefined) return READERS[mode](note, signal);
  const missed: string[] = [];
  let last: unknown;
  for (const each of STRONGEST_FIRST) {
    try {
      const reading = await READERS[each](note, signal);
      return { ...reading, notes: [...missed, ...reading.notes] };
    } catch (error) {
      if (!(error instanceof OpsFailure) || error.exitCode !== 3) throw error;
      missed.push(`not --${each}: ${error.message}`);
      last ??= error;
    }
  }
  throw last;
}
