import type { SFN } from "@aws-sdk/client-sfn";

export type BrokenOff = {
  readonly client: SFN;
  readonly executionArn: string;
  readonly run: string;
};

/** Why an execution ended before its run did, in sentences: what the machine says, and what the first segment that failed says. */
export async function brokenOffReason({ client, executionArn, run }: BrokenOff, signal: AbortSignal): Promise<string> {
  const abort = { abortSignal: signal };
  const { status, cause, error } = await client.describeExecution({ executionArn }, abort);
  const { mapRuns = [] } = await client.listMapRuns({ executionArn }, abort);
  const [mapRunArn] = mapRuns.map((each) => each.mapRunArn);
  const failed =
    mapRunArn && (await client.listExecutions({ mapRunArn, statusFilter: "FAILED", maxResults: 1 }, abort));
  const [first] = failed ? (failed.executions ?? []) : [];
  const child = first && (await client.describeExecution({ executionArn: first.executionArn }, abort));
  const said = [cause ?? error, child?.cause ?? child?.error].flatMap((text) => (text ? [sentence(text)] : []));
  return [`The state machine ended (${status}) before run ${run} did.`, ...new Set(said), "Apply again to go on."].join(
    " ",
  );
}

/** The text; of the document in which Lambda tells of an error, its message. */
function sentence(text: string): string {
  const told = messageIn(text) ?? text;
  return /[.!?]$/.test(told) ? told : `${told}.`;
}

function messageIn(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { errorMessage } = JSON.parse(text) as { errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
