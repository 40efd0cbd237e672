import { expect, test } from "vitest";
import { neededOutputs, outputsLacking } from "../../../ops/verification/needed-outputs.ts";

const told = {
  ...{ stage: "preview", region: "us-west-2", apiUrl: "https://a.example", socketUrl: "wss://b.example" },
  ...{ masterKeySecretId: "key-1", openaiKeySecretId: "key-2", jobsTable: "jobs", operationsTable: "operations" },
  ...{ queueUrl: "https://q.example/q", deadLetterQueueUrl: "https://q.example/d", artifactsBucket: "bucket" },
  versions: { api: "0123456789abcdef" },
};
const stage = "preview";

test("what only an earlier version told is kept, and what only this one tells is named", () => {
  const { artifactsBucket, ...then } = told;
  const outputs = neededOutputs({ stage, told: { ...then, olderTable: "t" } });
  expect(outputs).toMatchObject({ jobsTable: "jobs", olderTable: "t" });
  expect(outputsLacking(outputs)).toBe("artifactsBucket");
  expect(outputsLacking(neededOutputs({ stage, told }))).toBeUndefined();
});

test.each([
  [{ jobsTable: undefined, queueUrl: "no address" }, /jobsTable, queueUrl\.$/],
  [{ versions: { api: 1 } }, /versions\.api\.$/],
])("without what the steps need it is not known: %o", (changes, why) => {
  const needed = () => neededOutputs({ stage, told: { ...told, ...changes } });
  expect(needed).toThrow(expect.objectContaining({ exitCode: 3, message: expect.stringMatching(why) }));
});
