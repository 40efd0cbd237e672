import { readLines } from "../input/lines.ts";
import type { AnswerStream } from "../output/answer-stream.ts";
import { submissionOf } from "./submission.ts";
import { verdictOn } from "./url-verdict.ts";

export type JudgeLines = { chunks: AsyncIterable<Uint8Array>; answers: AnswerStream };

/**
 * Answers each line with one JSON line, in order and as soon as it has arrived, in the same memory however many there are.
 * Throws `badInput` for a line that cannot be read, after the answers to those before it; ends early with its reader.
 */
export async function judgeLines({ chunks, answers }: JudgeLines): Promise<void> {
  const { signal } = new AbortController();
  let number = 0;
  for await (const lines of readLines({ chunks })) {
    let text = "";
    let wanted = true;
    try {
      for (const line of lines) {
        number += 1;
        text += `${JSON.stringify(await verdictOn(submissionOf(line, number), signal))}\n`;
      }
    } finally {
      wanted = await answers.write(text);
    }
    if (!wanted) return;
  }
}
