import { open } from "node:fs/promises";
import type { PlainItem } from "../../runtime/migrations/migration.ts";
import { readPlainText } from "../../runtime/migrations/plain/plain-text.ts";
import { badInput, unreadable } from "../failure.ts";
import { readLines } from "../input/lines.ts";
import { standardInput } from "../input/standard-input.ts";

const CHUNK_BYTES = 65_536;

const FIX = 'Each line is one item in plain form: {"id": "a", "size": 1, "big": {"$number": "1234567890123456789"}}';

export type LocalItem = { readonly line: number; readonly item: PlainItem };

/** The items of a file, or of stdin for `-`, one a line, as many at a time as have arrived; throws `badInput` with the number of a line that is none. */
export async function* localItems(path: string, signal: AbortSignal): AsyncGenerator<LocalItem[]> {
  let line = 0;
  for await (const texts of readLines({ chunks: path === "-" ? standardInput("One item a line") : fileBytes(path) })) {
    signal.throwIfAborted();
    yield texts.map((text) => {
      line += 1;
      const read = readPlainText(text);
      if ("item" in read) return { line, item: read.item };
      const name = path === "-" ? "stdin" : path;
      throw badInput(`Line ${line} of ${name} ${text.trim() === "" ? "is empty" : read.why}.`, FIX);
    });
  }
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    await using file = await open(path);
    if ((await file.stat()).isDirectory()) throw badInput(`${path} is a folder.`, "Name a file with one item a line.");
    yield* file.createReadStream({ highWaterMark: CHUNK_BYTES, autoClose: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const why = error.message.replace(/^\w+: /, "").replace(/,.*/s, "");
    if (error.code === "EIO")
      throw unreadable(`${path} could not be read to its end: ${why}.`, "Is the disk sound?", error);
    throw badInput(`${path} could not be read: ${why}.`, "Name a file you may read.");
  }
}
