import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import * as z from "zod";
import type { Stage } from "../../runtime/domain/stage.ts";
import { parsedJson } from "../checks/verification/parsed-json.ts";
import { waitUntil } from "./wait-until.ts";

const Line = z.object({ version: z.string(), correlationId: z.string() });

export type Answering = {
  stage: Stage;
  region: string;
  function: string;
  correlationId: string;
  /** Epoch milliseconds from which on to look. */
  since: number;
  milliseconds: number;
};

/** The versions by which a function's log lines with this correlation id were written; none when no line came in time. */
export async function answeringVersions(asked: Answering, signal: AbortSignal): Promise<readonly string[]> {
  const client = new CloudWatchLogsClient({ region: asked.region });
  const ask = async () => {
    const command = new FilterLogEventsCommand({
      logGroupName: `/aws/lambda/atlas-codex-${asked.function}-${asked.stage}`,
      filterPattern: `"${asked.correlationId}"`,
      startTime: asked.since,
    });
    const { events = [] } = await client.send(command, { abortSignal: signal });
    const versions = new Set(events.flatMap(({ message = "" }) => versionIn(message, asked.correlationId)));
    return versions.size === 0 ? undefined : [...versions];
  };
  try {
    return (await waitUntil({ milliseconds: asked.milliseconds, ask }, signal)) ?? [];
  } finally {
    client.destroy();
  }
}

/** Lines that are not ours, or no JSON, say nothing. */
function versionIn(message: string, correlationId: string): readonly string[] {
  const line = Line.safeParse(parsedJson(message)).data;
  return line?.correlationId === correlationId ? [line.version] : [];
}
