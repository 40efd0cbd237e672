import { isUtf8 } from "node:buffer";
import { badInput } from "../failure.ts";

const LINE_FEED = 0x0a;

/** The longest line that is read, in bytes: what a line holds has to fit into memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

export type LineSource = { chunks: AsyncIterable<Uint8Array>; maxLineBytes?: number };

/**
 * The lines of a byte stream, as many at a time as have arrived. LF or CRLF ends a line and nothing else does; what stands
 * after the last end is a line too. Bytes that are not UTF-8 come as unpaired surrogates, so that no such line can be taken
 * for another; throws `badInput` for a line that is longer than `maxLineBytes`.
 */
export async function* readLines({ chunks, maxLineBytes = MAX_LINE_BYTES }: LineSource): AsyncGenerator<string[]> {
  let rest: Uint8Array[] = [];
  let waiting = 0;
  let ended = 0;
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last < 0) {
      rest.push(chunk);
      waiting += chunk.length;
    } else {
      const lines = decoded(Buffer.concat([...rest, chunk.subarray(0, last)])).split("\n");
      ended += lines.length;
      yield lines.map(withoutReturn);
      rest = [chunk.subarray(last + 1)];
      waiting = chunk.length - last - 1;
    }
    if (waiting > maxLineBytes) {
      throw badInput(`Line ${ended + 1} has more than ${maxLineBytes} bytes.`, "End each line with a line feed.");
    }
  }
  if (waiting > 0) yield [decoded(Buffer.concat(rest))];
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** No line feed is ever part of another character, so whole lines can be decoded together. */
function decoded(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  return bytes
    .toString("latin1")
    .split("\n")
    .map((line) => decodedLine(Buffer.from(line, "latin1")))
    .join("\n");
}

function decodedLine(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : bytes.toString().replaceAll("\ufffd", "\udfff");
}
