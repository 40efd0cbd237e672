import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { answerStream } from "../../../ops/output/answer-stream.ts";

test("it waits for a slow reader", async () => {
  const taken: string[] = [];
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk, _, done) {
      setTimeout(() => {
        taken.push(String(chunk));
        done();
      }, 5);
    },
  });
  const answers = answerStream(slow);
  expect(await answers.write("a")).toBe(true);
  expect(taken).toEqual(["a"]);
});

function broken(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}

test("a reader that has gone away is told, not thrown", async () => {
  expect(await answerStream(broken("EPIPE")).write("a")).toBe(false);
});

test("what cannot be written is never taken for an answer", async () => {
  await expect(answerStream(broken("ENOSPC")).write("a")).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/ENOSPC/),
  });
});
