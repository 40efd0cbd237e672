import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { functionLog } from "../../../ops/aws/function-log.ts";
import type { LogEvent } from "../../../ops/logs/log-event.ts";
import { fakeAws } from "./live/fake-aws.ts";

const pagesOf = (pages: readonly Record<string, unknown>[], holding?: string) => {
  const { options, asked } = fakeAws((_, count) => ({ body: pages[count - 1] ?? {} }));
  const client = new CloudWatchLogsClient(options);
  const args = { client, stage: "preview", function: "api", from: 5, to: 9, holding } as const;
  return { asked, read };

  async function read(): Promise<LogEvent[]> {
    const found: LogEvent[] = [];
    for await (const page of functionLog(args, new AbortController().signal)) found.push(...page);
    return found;
  }
};

test("pages are followed to the last, also past an empty one", async () => {
  const { asked, read } = pagesOf([
    { events: [{ eventId: "1", timestamp: 5, message: "one\n", logStreamName: "a[3]b" }], nextToken: "a" },
    { events: [], nextToken: "b" },
    { events: [{ eventId: "2", timestamp: 6, message: "two" }] },
  ]);
  expect(await read()).toEqual([
    { id: "1", at: 5, function: "api", stream: "a[3]b", text: "one" },
    { id: "2", at: 6, function: "api", stream: "", text: "two" },
  ]);
  const group = { logGroupName: "/aws/lambda/atlas-codex-api-preview", startTime: 5, endTime: 9 };
  expect(asked.map(({ input }) => input)).toEqual([group, { ...group, nextToken: "a" }, { ...group, nextToken: "b" }]);
});

test("events without an id get one that is the same at the next reading, and differs for equal ones", async () => {
  const event = { timestamp: 5, message: "again", logStreamName: "s" };
  const once = async () => (await pagesOf([{ events: [event, event] }]).read()).map(({ id }) => id);
  const ids = await once();
  expect(new Set(ids).size).toBe(2);
  expect(await once()).toEqual(ids);
});

test("what the events must hold is asked of AWS as one quoted text", async () => {
  const { asked, read } = pagesOf([{}], 'a "b" \\');
  await read();
  expect(asked[0]?.input.filterPattern).toBe('"a \\"b\\" \\\\"');
});
