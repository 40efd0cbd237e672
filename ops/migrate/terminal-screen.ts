import type { Screen } from "./outcome.ts";

/** The screen of the person who runs the command: stderr, so that stdout has the answer alone. */
export function terminalScreen(): Screen {
  const { stderr } = process;
  const write = (text: string) => stderr.write(text);
  return {
    stream: { write, isTTY: stderr.isTTY, columns: stderr.columns },
    note: (line) => void write(`${line}\n`),
  };
}
