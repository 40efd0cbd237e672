import * as z from "zod";
import { asFailure, Failure } from "../domain/failure.ts";
import { correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import { failureStatus, type ToldFailure, toldFailure } from "./failure-answer.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

const SocketEvent = z.object({
  requestContext: z.object({ connectionId: z.string().min(1), routeKey: z.string() }),
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
});

export type SocketRequest<Message> = {
  readonly connectionId: string;
  readonly query: Readonly<Record<string, string>>;
  readonly message: Message;
};

export type SocketEntryOptions<Schema extends z.ZodType> = {
  readonly identity: Identity;
  /** What a frame holds; `z.undefined()` where there is none. */
  readonly message: Schema;
  readonly work: (request: SocketRequest<z.output<Schema>>, signal: AbortSignal) => Promise<void>;
  /** Tells the client why its frame was refused; without it the status code alone says so. */
  readonly refuse?: (refusal: { connectionId: string; error: ToldFailure }, signal: AbortSignal) => Promise<void>;
  readonly write?: (line: string) => void;
};

/** API Gateway would send a body on to the client: these answers never have one. */
export type SocketResult = { readonly statusCode: number };

const RESERVE_MILLISECONDS = 500;
const record = metrics({ "socket.process.duration": "Seconds", "socket.process.faults": "Count" });

/** A Lambda handler for one route of the WebSocket API. It answers with a status code and nothing else. */
export function socketEntry<Schema extends z.ZodType>(options: SocketEntryOptions<Schema>) {
  const { identity, write = writeLine } = options;
  return async (raw: unknown, context?: LambdaContext): Promise<SocketResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(identity);
    const started = performance.now();
    const event = SocketEvent.parse(raw);
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

async function outcome<Schema extends z.ZodType>(
  event: z.infer<typeof SocketEvent>,
  { message, work, refuse }: SocketEntryOptions<Schema>,
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

function parsedFrame<Schema extends z.ZodType>(body: string, schema: Schema): z.output<Schema> {
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
