import type { CommandModule } from "yargs";
import { standardInput } from "../input/standard-input.ts";
import { answerStream } from "../output/answer-stream.ts";
import { judgeLines } from "../urls/judge-lines.ts";

const EPILOGUE = `Every line of stdin is one URL, or an object that also says what DNS and the
site would answer; nothing is looked up and nothing is fetched:
  {"url": "https://a.example/", "resolves": ["93.184.215.14"],
   "redirects": ["/b"], "hosts": {"b.example": ["10.0.0.1"]}}
A dead letter or a refusal is an answer: the exit code is 0. It is 2 where a
line starts with { and is no such object.`;

/** `ops urls`: what becomes of submitted URLs, one JSON line each. */
export const urls: CommandModule<object, object> = {
  command: "urls",
  describe: "tell pages from dead letters, with normal form, content id and the guard's verdict",
  builder: (y) =>
    y
      .option("json", { type: "boolean", default: false, describe: "changes nothing: every answer is a line of JSON" })
      .example("echo https://www.example.com/ | $0 urls", "one URL")
      .example("$0 urls < urls.txt > verdicts.jsonl", "as many as there are, in order")
      .epilogue(EPILOGUE),
  handler: () => judgeLines({ chunks: standardInput("One URL a line"), answers: answerStream(process.stdout) }),
};
