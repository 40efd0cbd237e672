export type Progress = {
  /** One more page is done. */
  step(done: { failed: boolean }): void;
  /** The last line, for good. */
  end(): void;
};

export type ProgressArgs = {
  stream: { write(text: string): unknown; isTTY: boolean };
  /** Absent where nobody knows yet. */
  total: number | undefined;
  /** Epoch milliseconds. */
  now: () => number;
};

const BAR = 30;

/** A bar is redrawn so often at most, and a plain line written, in milliseconds. */
const PACE = { bar: 100, line: 5_000 };

/** Tells on a stream how far a list of pages is: a bar on a terminal, else a line every five seconds; a summary at the end. */
export function progressOf({ stream, total, now }: ProgressArgs): Progress {
  const started = now();
  const pace = stream.isTTY ? PACE.bar : PACE.line;
  let told = stream.isTTY ? 0 : started;
  let [pages, failures] = [0, 0];
  const standing = () => `${counted(pages)}${failures > 0 ? `, ${failures} failed` : ""}`;
  return {
    step({ failed }) {
      pages += 1;
      if (failed) failures += 1;
      if (now() - told < pace) return;
      told = now();
      if (!stream.isTTY) stream.write(`${standing()}\n`);
      else
        stream.write(
          `\r\u001b[2K${total === undefined ? standing() : `${bar(pages / total)} ${pages}/${total}, ${failures} failed`}`,
        );
    },
    end() {
      const seconds = ((now() - started) / 1_000).toFixed(1);
      stream.write(`${stream.isTTY ? "\r\u001b[2K" : ""}${standing()} in ${seconds} s\n`);
    },
  };
}

function counted(pages: number): string {
  return pages === 1 ? "1 page" : `${pages} pages`;
}

function bar(share: number): string {
  const full = Math.round(BAR * Math.min(1, share));
  return `[${"#".repeat(full)}${".".repeat(BAR - full)}]`;
}
