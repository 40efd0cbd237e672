import { fstatSync } from "node:fs";
import { badInput, unreadable } from "../failure.ts";

const FIX = "Give a file or a pipe, like: ops urls < urls.txt";

/** The bytes of stdin. A person who sees no prompt is told `what` is awaited; throws where there is nothing that can be read. */
export async function* standardInput(what: string): AsyncGenerator<Uint8Array> {
  // A folder reads like an empty file.
  if (fstatSync(process.stdin.fd).isDirectory()) throw badInput("stdin is a folder.", FIX);
  if (process.stdin.isTTY) process.stderr.write(`${what}; end with Ctrl-D.\n`);
  try {
    yield* process.stdin;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw unreadable(`stdin could not be read: ${why}.`, FIX, error);
  }
}
