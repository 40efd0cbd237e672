import type { RunStatus } from "../../runtime/migrating/run-types.ts";
import { bar, dollars, timeSpan, whole } from "./figures.ts";

export type RunProgress = {
  tell(status: RunStatus): void;
  /** Leaves the screen as it is, on a line of its own. */
  end(): void;
};

export type RunProgressArgs = {
  readonly stream: { write(text: string): unknown; readonly isTTY: boolean; readonly columns?: number };
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** A terminal is redrawn so often at most, and a plain line written, in milliseconds. */
const PACE = { terminal: 200, plain: 5_000 };

const BAR = 20;
const COLUMNS = 80;

/** Tells on a stream how far a run is: two lines redrawn on a terminal, else a line every five seconds. */
export function runProgress({ stream, now }: RunProgressArgs): RunProgress {
  let told: number | undefined;
  let drawn = false;
  return {
    tell(status) {
      const pace = stream.isTTY ? PACE.terminal : PACE.plain;
      const ended = status.progress === 1;
      if (told !== undefined && now() - told < pace && !ended) return;
      told = now();
      if (!stream.isTTY) {
        stream.write(`${plainLine(status)}\n`);
        return;
      }
      // A terminal that does not know its width says 0.
      const width = (stream.columns || COLUMNS) - 1;
      const lines = terminalLines(status).map((line) => `\r\u001b[2K${line.slice(0, width)}\n`);
      stream.write(`${drawn ? "\u001b[2A" : ""}${lines.join("")}`);
      drawn = true;
    },
    end() {
      if (drawn) stream.write("\r\u001b[2K");
    },
  };
}

function plainLine(status: RunStatus): string {
  const { counts } = status;
  return [
    `${Math.floor(100 * status.progress)} %`,
    ...standing(status),
    `${whole(counts.races)} races`,
    `${whole(counts.quarantined)} quarantined`,
    ...left(status),
  ].join(", ");
}

function terminalLines(status: RunStatus): string[] {
  const { counts, control, dollars: spent } = status;
  return [
    [`${bar(status.progress, BAR)} ${Math.floor(100 * status.progress)} %`, ...standing(status)].join("  "),
    [
      `  ${whole(counts.scanned)} items`,
      `${whole(counts.races)} races`,
      `${whole(counts.quarantined)} quarantined`,
      dollars(spent),
      ...(control.paused ? ["paused"] : left(status)),
    ].join("  "),
  ];
}

function standing({ segments, itemsPerSecond, writeUnitsPerSecond }: RunStatus): string[] {
  const done = segments.filter(({ state }) => state === "done").length;
  return [
    `${done}/${segments.length} segments`,
    `${whole(itemsPerSecond)} items/s`,
    `${whole(writeUnitsPerSecond)} WCU/s`,
  ];
}

function left({ secondsLeft }: RunStatus): string[] {
  return secondsLeft === undefined ? [] : [`${timeSpan(secondsLeft)} to go`];
}
