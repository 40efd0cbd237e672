import { describe, expect, it } from "vitest";
import { currentCorrelationId } from "../../../runtime/lambda/invocation.ts";
import { type StreamChange, streamEntry } from "../../../runtime/lambda/stream-entry.ts";
import { identity } from "./lines.ts";

function record(id: string, more: object = {}) {
  return {
    eventName: "MODIFY",
    dynamodb: { SequenceNumber: `sequence-${id}`, OldImage: { id: { S: id } }, NewImage: { id: { S: id }, ...more } },
  };
}

function entry(work: (change: StreamChange) => Promise<void>) {
  return streamEntry({ identity, work, write: () => undefined });
}

describe("a stream entry", () => {
  it("works through changes in their order, and comes back to the first that failed", async () => {
    const seen: unknown[] = [];
    const call = entry(async ({ after }) => {
      seen.push(after?.id);
      if (seen.length === 2) throw new Error("no");
    });
    const answer = await call({ Records: [record("a"), record("b"), record("c")] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "sequence-b" }] });
    expect(seen).toEqual([{ S: "a" }, { S: "b" }]);
  });

  it("goes on under the correlation id that the item carries", async () => {
    const seen: unknown[] = [];
    const call = entry(async () => void seen.push(currentCorrelationId()));
    await call({ Records: [record("a", { correlationId: { S: "from-the-item" } })] });
    expect(seen).toEqual(["from-the-item"]);
  });

  it("answers an empty event with what it is", async () => {
    expect(await entry(async () => undefined)({})).toEqual({ smoke: true, ...identity });
  });
});
