import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "vitest";
import { answeringVersions } from "../../../ops/verification/answering-versions.ts";
import { fakeAws } from "../aws/live/fake-aws.ts";

const line = (version: string, correlationId = "verify-1") => ({ message: JSON.stringify({ version, correlationId }) });

async function versionsIn(pages: readonly Record<string, unknown>[]): Promise<readonly string[]> {
  const { options } = fakeAws((_, count) => ({ body: pages[count - 1] ?? {} }));
  const asked = { stage: "preview", function: "api", correlationId: "verify-1", since: 1, milliseconds: 0 } as const;
  return answeringVersions({ ...asked, client: new CloudWatchLogsClient(options) }, new AbortController().signal);
}

test.each([
  ["behind an empty page", [{ events: [], nextToken: "a" }, { events: [line("a1")] }], ["a1"]],
  [
    "on every page, each version once",
    [{ events: [line("a1"), line("a1")], nextToken: "a" }, { events: [line("b2")] }],
    ["a1", "b2"],
  ],
  ["of others only", [{ events: [line("a1", "verify-2"), { message: "REPORT verify-1" }] }], []],
])("lines %s are read", async (_, pages, expected) => {
  expect(await versionsIn(pages)).toEqual(expected);
});
