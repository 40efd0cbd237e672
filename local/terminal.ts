import { styleText } from "node:util";

/** What a person watches: everything goes to one stream, so that stdout can hold one JSON document. */
export type Terminal = {
  heading(text: string): void;
  /** A command as it can be typed after `eval "$(npm run -s local -- env)"`. */
  command(line: string): void;
  /** A line that a command printed. */
  output(line: string): void;
  note(line: string): void;
};

/** A terminal on a stream, in colour where the stream can show it. */
export function terminalOn(stream: NodeJS.WriteStream): Terminal {
  const style = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
  const print = (line: string) => void stream.write(`${line}\n`);
  return {
    heading: (text) => print(`\n${style("bold", text)}`),
    command: (line) => print(style("cyan", `$ ${line}`)),
    output: (line) => {
      if (line.trim() !== "") print(style("dim", `  ${line}`));
    },
    note: (line) => print(line),
  };
}
