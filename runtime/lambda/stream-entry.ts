import * as z from "zod";
import { asFailure } from "../domain/failure.ts";
import { CORRELATION_ATTRIBUTE, correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import type { BatchResult } from "./queue-entry.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

const Image = z.record(z.string(), z.unknown());
const StreamRecord = z.object({
  eventName: z.enum(["INSERT", "MODIFY", "REMOVE"]),
  dynamodb: z.object({ SequenceNumber: z.string(), NewImage: Image.optional(), OldImage: Image.optional() }),
});
const StreamEvent = z.object({ Records: z.array(StreamRecord) });
type StreamRecord = z.infer<typeof StreamRecord>;

/** An item before and after a write, in DynamoDB's attribute form; absent when it did not exist. */
export type StreamChange = {
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
};

export type StreamEntryOptions = {
  readonly identity: Identity;
  /** Does one change's work; throws when the stream shall come back to it. */
  readonly work: (change: StreamChange, signal: AbortSignal) => Promise<void>;
  readonly write?: (line: string) => void;
};

const RESERVE_MILLISECONDS = 500;
const CorrelationAttribute = z.object({ S: z.string() });
const record = metrics({ "stream.process.duration": "Seconds", "stream.process.failures": "Count" });

/**
 * A Lambda handler for a table's stream: changes one after the other, as they were written. The first that fails is
 * returned as the place from which the stream hands them out again.
 */
export function streamEntry(options: StreamEntryOptions) {
  return async (raw: unknown, context?: LambdaContext): Promise<BatchResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(options.identity);
    const { Records } = StreamEvent.parse(raw);
    using deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
    for (const one of Records) {
      if (!(await handled(one, options, deadline.signal))) {
        return { batchItemFailures: [{ itemIdentifier: one.dynamodb.SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

function handled(
  { dynamodb: { SequenceNumber: sequenceNumber, OldImage: before, NewImage: after } }: StreamRecord,
  { identity, work, write = writeLine }: StreamEntryOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const carried = CorrelationAttribute.safeParse(after?.[CORRELATION_ATTRIBUTE]);
  const correlationId = correlationIdFrom(carried.data?.S);
  return runInvocation({ identity, correlationId, write, fields: { sequenceNumber } }, async () => {
    const started = performance.now();
    let failures = 0;
    try {
      await work({ before, after }, signal);
    } catch (error) {
      failures = 1;
      log({ level: "error", message: "change failed; the stream will hand it out again", error: asFailure(error) });
    }
    const seconds = (performance.now() - started) / 1000;
    record({ "stream.process.duration": seconds, "stream.process.failures": failures });
    return failures === 0;
  });
}
