import type { Writable } from "node:stream";
import { unreadable } from "../failure.ts";

export type AnswerStream = {
  /** Resolves when the text is out, so at the pace of the reader; with false once there is no reader any more. */
  write(text: string): Promise<boolean>;
};

/** A stream for answers of any length. A reader that goes away (`ops urls | head -1`) is no error; a full disk is. */
export function answerStream(stream: Writable): AnswerStream {
  // Every write learns of its own failure.
  stream.on("error", () => undefined);
  return {
    async write(text) {
      const failure = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
        stream.write(text, resolve);
      });
      if (!failure) return true;
      if (failure.code === "EPIPE") return false;
      throw unreadable(`The answer could not be written: ${failure.message}.`, "Is the disk full?", failure);
    },
  };
}
