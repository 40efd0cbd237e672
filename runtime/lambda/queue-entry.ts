import * as z from "zod/mini";
import { asFailure, Failure } from "../domain/failure.ts";
import { CORRELATION_ATTRIBUTE, correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext, remainingMilliseconds } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { type Schema, schemaProblem } from "./schema-problem.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

const QueueRecord = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.pipe(z.coerce.number(), z.int().check(z.minimum(1))) }),
  messageAttributes: z._default(z.record(z.string(), z.object({ stringValue: z.optional(z.string()) })), {}),
});
const QueueEvent = z.object({ Records: z.array(QueueRecord) });
type QueueRecord = z.infer<typeof QueueRecord>;

export type Delivery<Message> = {
  readonly message: Message;
  /** How often the queue has handed this message out, this time included. */
  readonly receiveCount: number;
  /** What was left of the function's time when the message arrived; its process ends within this. */
  readonly remainingMilliseconds: number;
};

export type Postponing = {
  /** Seconds from now. */
  readonly delay: (failed: { readonly failure: Failure; readonly receiveCount: number }) => number;
  readonly hide: (
    message: { readonly receiptHandle: string; readonly seconds: number },
    signal: AbortSignal,
  ) => Promise<void>;
};

/** Postponing may take this long; it has to fit into what is kept back. */
const POSTPONE_MILLISECONDS = 1_000;

export type QueueEntryOptions<Message> = {
  readonly identity: Identity;
  readonly message: Schema<Message>;
  /** Does one message's work; throws when the queue shall hand it out again. */
  readonly work: (delivery: Delivery<Message>, signal: AbortSignal) => Promise<void>;
  /** Kept back from the function's time, so that unfinished work can still be written down. */
  readonly reserveMilliseconds: number;
  /** When a message that failed is handed out again; without it after the queue's own visibility timeout. */
  readonly postponing?: Postponing;
  readonly write?: (line: string) => void;
};

export type BatchResult = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

const record = metrics({ "messaging.process.duration": "Seconds", "messaging.process.failures": "Count" });

/** A Lambda handler for SQS: each message in a context of its own, side by side; only those that failed go back to the queue. */
export function queueEntry<Message>(options: QueueEntryOptions<Message>) {
  return async (raw: unknown, context?: LambdaContext): Promise<BatchResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(options.identity);
    const { Records } = QueueEvent.parse(raw);
    using deadline = invocationDeadline(context, options.reserveMilliseconds);
    const remaining = remainingMilliseconds(context);
    const done = await Promise.all(Records.map((one) => handled({ one, remaining }, options, deadline.signal)));
    const failed = Records.filter((_, index) => done[index] === false);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

function handled<Message>(
  { one, remaining }: { one: QueueRecord; remaining: number },
  { identity, message, work, postponing, write = writeLine }: QueueEntryOptions<Message>,
  signal: AbortSignal,
): Promise<boolean> {
  const correlationId = correlationIdFrom(one.messageAttributes[CORRELATION_ATTRIBUTE]?.stringValue);
  const receiveCount = one.attributes.ApproximateReceiveCount;
  const fields = { messageId: one.messageId, receiveCount };
  return runInvocation({ identity, correlationId, write, fields }, async () => {
    const started = performance.now();
    let failures = 0;
    try {
      const parsed = parsedBody(one.body, message);
      await work({ message: parsed, receiveCount, remainingMilliseconds: remaining }, signal);
    } catch (error) {
      failures = 1;
      const failure = asFailure(error);
      log({ level: "error", message: "message failed; the queue will hand it out again", error: failure });
      if (postponing !== undefined) await postponed({ ...one, failure, receiveCount }, postponing);
    }
    const seconds = (performance.now() - started) / 1000;
    log({ level: "info", message: "message", fields: { failed: failures === 1, seconds } });
    record({ "messaging.process.duration": seconds, "messaging.process.failures": failures });
    return failures === 0;
  });
}

/** Says when the message comes again. Should that fail, it comes after the queue's own time. */
async function postponed(
  failed: { readonly receiptHandle: string; readonly failure: Failure; readonly receiveCount: number },
  { delay, hide }: Postponing,
): Promise<void> {
  const seconds = delay(failed);
  try {
    await hide({ receiptHandle: failed.receiptHandle, seconds }, AbortSignal.timeout(POSTPONE_MILLISECONDS));
    log({ level: "info", message: "message postponed", fields: { seconds } });
  } catch (error) {
    log({ level: "warn", message: "message not postponed; the queue's own time counts", error: asFailure(error) });
  }
}

function parsedBody<Message>(body: string, schema: Schema<Message>): Message {
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
