import * as z from "zod";
import { asFailure, Failure } from "../domain/failure.ts";
import { CORRELATION_ATTRIBUTE, correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

const QueueRecord = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number().int().min(1) }),
  messageAttributes: z.record(z.string(), z.object({ stringValue: z.string().optional() })).default({}),
});
const QueueEvent = z.object({ Records: z.array(QueueRecord) });
type QueueRecord = z.infer<typeof QueueRecord>;

export type Delivery<Message> = {
  readonly message: Message;
  /** How often the queue has handed this message out, this time included. */
  readonly receiveCount: number;
};

export type QueueEntryOptions<Schema extends z.ZodType> = {
  readonly identity: Identity;
  readonly message: Schema;
  /** Does one message's work; throws when the queue shall hand it out again. */
  readonly work: (delivery: Delivery<z.output<Schema>>, signal: AbortSignal) => Promise<void>;
  /** Kept back from the function's time, so that unfinished work can still be written down. */
  readonly reserveMilliseconds: number;
  readonly write?: (line: string) => void;
};

export type BatchResult = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

const record = metrics({ "messaging.process.duration": "Seconds", "messaging.process.failures": "Count" });

/** A Lambda handler for SQS: each message in a context of its own, side by side; only those that failed go back to the queue. */
export function queueEntry<Schema extends z.ZodType>(options: QueueEntryOptions<Schema>) {
  return async (raw: unknown, context?: LambdaContext): Promise<BatchResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(options.identity);
    const { Records } = QueueEvent.parse(raw);
    using deadline = invocationDeadline(context, options.reserveMilliseconds);
    const done = await Promise.all(Records.map((one) => handled(one, options, deadline.signal)));
    const failed = Records.filter((_, index) => done[index] === false);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

function handled<Schema extends z.ZodType>(
  one: QueueRecord,
  { identity, message, work, write = writeLine }: QueueEntryOptions<Schema>,
  signal: AbortSignal,
): Promise<boolean> {
  const correlationId = correlationIdFrom(one.messageAttributes[CORRELATION_ATTRIBUTE]?.stringValue);
  const receiveCount = one.attributes.ApproximateReceiveCount;
  const fields = { messageId: one.messageId, receiveCount };
  return runInvocation({ identity, correlationId, write, fields }, async () => {
    const started = performance.now();
    let failures = 0;
    try {
      await work({ message: parsedBody(one.body, message), receiveCount }, signal);
    } catch (error) {
      failures = 1;
      log({ level: "error", message: "message failed; the queue will hand it out again", error: asFailure(error) });
    }
    const seconds = (performance.now() - started) / 1000;
    log({ level: "info", message: "message", fields: { failed: failures === 1, seconds } });
    record({ "messaging.process.duration": seconds, "messaging.process.failures": failures });
    return failures === 0;
  });
}

function parsedBody<Schema extends z.ZodType>(body: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new Failure("invalid-request", "The message is not JSON.", { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Failure("invalid-request", schemaProblem(schema, parsed.error));
  return parsed.data;
}
