import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { LogEvent } from "../logs/log-event.ts";

export type FunctionLogArgs = {
  readonly client: Pick<CloudWatchLogsClient, "send">;
  readonly stage: Stage;
  readonly function: string;
  /** Epoch milliseconds, both included; without an end, up to what is there. */
  readonly from: number;
  readonly to: number | undefined;
  /** Only events that hold this text. */
  readonly holding: string | undefined;
};

/** An event with its log stream; Lambda writes the version of the function into the stream's name. */
export type FunctionEvent = LogEvent & { readonly stream: string };

/** The events of one function's log group, page by page as AWS finds them, some pages empty; throws what AWS refuses. */
export async function* functionLog(
  args: FunctionLogArgs,
  signal: AbortSignal,
): AsyncGenerator<readonly FunctionEvent[]> {
  const { client, stage, from, to, holding } = args;
  const input = {
    logGroupName: `/aws/lambda/atlas-codex-${args.function}-${stage}`,
    startTime: from,
    ...(to === undefined ? {} : { endTime: to }),
    ...(holding === undefined ? {} : { filterPattern: `"${holding.replaceAll(/["\\]/g, "\\$&")}"` }),
  };
  const told = eventsOf(args.function);
  for (let nextToken: string | undefined; ; ) {
    const command = new FilterLogEventsCommand({ ...input, ...(nextToken === undefined ? {} : { nextToken }) });
    const page = await client.send(command, { abortSignal: signal });
    yield (page.events ?? []).map(told);
    nextToken = page.nextToken;
    if (nextToken === undefined) return;
  }
}

/** Gives an event without an id one of its place: what is written twice within a moment is two events. */
function eventsOf(name: string): (event: FilteredLogEvent) => FunctionEvent {
  const equals = new Map<string, number>();
  return ({ eventId, timestamp: at = 0, message = "", logStreamName: stream = "" }) => {
    const text = message.replace(/[\r\n]+$/, "");
    if (eventId !== undefined) return { id: eventId, at, function: name, stream, text };
    const place = `${stream} ${at} ${text}`;
    const earlier = equals.get(place) ?? 0;
    equals.set(place, earlier + 1);
    return { id: `${place} ${earlier}`, at, function: name, stream, text };
  };
}
