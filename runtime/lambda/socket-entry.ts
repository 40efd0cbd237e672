import { asFailure, Failure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import { failureStatus, type ToldFailure, toldFailure } from "./failure-answer.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { isAbsent, isObject, isTextTable } from "./plain-object.ts";
import { type Schema, schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

/** API Gateway's event of a WebSocket API: the parts that are read. */
type SocketEvent = {
  readonly requestContext: { readonly connectionId: string; readonly routeKey: string };
  readonly queryStringParameters?: Readonly<Record<string, string>> | null;
  readonly body?: string | null;
};

export type SocketRequest<Message> = {
  readonly connectionId: string;
  readonly query: Readonly<Record<string, string>>;
  readonly message: Message;
};

export type SocketEntryOptions<Message> = {
  readonly identity: Identity;
  /** What a frame holds; `z.undefined()` where there is none. */
  readonly message: Schema<Message>;
  readonly work: (request: SocketRequest<Message>, signal: AbortSignal) => Promise<void>;
  /** Tells the client why its frame was refused; without it the status code alone says so. */
  readonly refuse?: (refusal: { connectionId: string; error: ToldFailure }, signal: AbortSignal) => Promise<void>;
  readonly write?: (line: string) => void;
};

/** API Gateway would send a body on to the client: these answers never have one. */
export type SocketResult = { readonly statusCode: number };

const RESERVE_MILLISECONDS = 500;
const record = metrics({ "socket.process.duration": "Seconds", "socket.process.faults": "Count" });

/** A Lambda handler for one route of the WebSocket API. It answers with a status code and nothing else. */
export function socketEntry<Message>(options: SocketEntryOptions<Message>) {
  const { identity, write = writeLine } = options;
  return async (raw: unknown, context?: LambdaContext): Promise<SocketResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(identity);
    const started = performance.now();
    if (!isSocketEvent(raw)) throw new Failure("invalid-request", "This is no WebSocket event.");
    const event = raw;
    const { connectionId, routeKey } = event.requestContext;
    const invocation = {
      identity,
      correlationId: correlationIdFrom(undefined),
      write,
      fields: { connectionId, routeKey },
    };
    return runInvocation(invocation, async () => {
      using deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
      const statusCode = await outcome(event, options, deadline.signal);
      const seconds = (performance.now() - started) / 1000;
      const faults = statusCode >= 500 ? 1 : 0;
      log({ level: faults === 1 ? "error" : "info", message: "socket event", fields: { status: statusCode, seconds } });
      record({ "socket.process.duration": seconds, "socket.process.faults": faults });
      return { statusCode };
    });
  };
}

async function outcome<Message>(
  event: SocketEvent,
  { message, work, refuse }: SocketEntryOptions<Message>,
  signal: AbortSignal,
): Promise<number> {
  const { connectionId } = event.requestContext;
  try {
    const query = event.queryStringParameters ?? {};
    await work({ connectionId, query, message: parsedFrame(event.body ?? "", message) }, signal);
    return 200;
  } catch (error) {
    const failure = asFailure(error);
    const status = failureStatus(failure);
    const level = status >= 500 ? "error" : "info";
    log({ level, message: "socket event refused", fields: { code: failure.code }, error: failure });
    await refuse?.({ connectionId, error: toldFailure(failure) }, signal);
    return status;
  }
}

/** Written out and not a schema, because every start pays for it. */
function isSocketEvent(raw: unknown): raw is SocketEvent {
  if (!isObject(raw) || !isObject(raw.requestContext)) return false;
  const { requestContext, queryStringParameters, body } = raw;
  const { connectionId, routeKey } = requestContext as Readonly<Record<string, unknown>>;
  const isRouted = typeof connectionId === "string" && connectionId !== "" && typeof routeKey === "string";
  return isRouted && isTextTable(queryStringParameters) && (isAbsent(body) || typeof body === "string");
}

function parsedFrame<Message>(body: string, schema: Schema<Message>): Message {
  const parsed = schema.safeParse(frameJson(body));
  if (!parsed.success) throw new Failure("invalid-request", schemaProblem(schema, parsed.error));
  return parsed.data;
}

function frameJson(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Failure("invalid-request", "The message is not JSON. Send one JSON object.", { cause });
  }
}
