/** Where a person sees how far it is while it works; never the answer. */
export type DeploymentScreen = {
  /** A step begins, or something that has to be known. */
  step(line: string): void;
  /** What a step is at: on a terminal the last line, elsewhere only whole sentences. */
  detail(line: string): void;
  /** The last line goes. */
  end(): void;
};

export type DeploymentScreenArgs = {
  readonly stream: { write(text: string): unknown; readonly isTTY: boolean; readonly columns?: number };
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number;
};

const WIPED = "\r\u001b[2K";
const DIM = ["\u001b[2m", "\u001b[22m"] as const;
/** A terminal that does not know its width says 0. */
const COLUMNS = 80;
const SENTENCE = /^[A-Z].*[.]$/;

/** One line a step with the time since the beginning. */
export function deploymentScreen({ stream, elapsed }: DeploymentScreenArgs): DeploymentScreen {
  const began = elapsed();
  const since = () => {
    const seconds = Math.floor((elapsed() - began) / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`.padStart(6);
  };
  const wiped = stream.isTTY ? WIPED : "";
  let last = "";
  const step = (line: string) => {
    // Whoever waits says the same again and again.
    if (line !== last) stream.write(`${wiped}${since()}  ${line}\n`);
    last = line;
  };
  return {
    step,
    detail(line) {
      const text = line.trim();
      if (SENTENCE.test(text)) step(`  ${text}`);
      else if (stream.isTTY && text !== "") {
        const shown = text.slice(0, (stream.columns || COLUMNS) - 11);
        stream.write(`${WIPED}${DIM[0]}${since()}    ${shown}${DIM[1]}`);
      }
    },
    end: () => void stream.write(wiped),
  };
}
