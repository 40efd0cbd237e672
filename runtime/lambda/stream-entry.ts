import { asFailure, Failure } from "../domain/failure.ts";
import { CORRELATION_ATTRIBUTE, correlationIdFrom } from "./correlation.ts";
import { invocationDeadline, type LambdaContext } from "./deadline.ts";
import type { Identity } from "./identity.ts";
import { runInvocation, writeLine } from "./invocation.ts";
import { log } from "./log.ts";
import { metrics } from "./metric.ts";
import { isObject } from "./plain-object.ts";
import type { BatchResult } from "./queue-entry.ts";
import { isSmokeTest, type SmokeAnswer, smokeAnswer } from "./smoke.ts";

type Image = Readonly<Record<string, unknown>>;
/** A record of a table's stream: the parts that are read. */
type StreamRecord = {
  readonly dynamodb: { readonly SequenceNumber: string; readonly NewImage?: Image; readonly OldImage?: Image };
};

/** An item before and after a write, in DynamoDB's attribute form; absent when it did not exist. */
export type StreamChange = {
  readonly before: Image | undefined;
  readonly after: Image | undefined;
};

export type StreamEntryOptions = {
  readonly identity: Identity;
  /** Does one change's work; throws when the stream shall come back to it. */
  readonly work: (change: StreamChange, signal: AbortSignal) => Promise<void>;
  readonly write?: (line: string) => void;
};

const RESERVE_MILLISECONDS = 500;
const record = metrics({ "stream.process.duration": "Seconds", "stream.process.failures": "Count" });

/**
 * A Lambda handler for a table's stream: changes one after the other, as they were written. The first that fails is
 * returned as the place from which the stream hands them out again.
 */
export function streamEntry(options: StreamEntryOptions) {
  return async (raw: unknown, context?: LambdaContext): Promise<BatchResult | SmokeAnswer> => {
    if (isSmokeTest(raw)) return smokeAnswer(options.identity);
    if (!isStreamEvent(raw)) throw new Failure("invalid-request", "This is no event of a table's stream.");
    const { Records } = raw;
    using deadline = invocationDeadline(context, RESERVE_MILLISECONDS);
    for (const one of Records) {
      if (!(await handled(one, options, deadline.signal))) {
        return { batchItemFailures: [{ itemIdentifier: one.dynamodb.SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

/** Written out and not a schema, because every start pays for it. */
function isStreamEvent(raw: unknown): raw is { readonly Records: readonly StreamRecord[] } {
  return isObject(raw) && Array.isArray(raw.Records) && raw.Records.every(isStreamRecord);
}

function isStreamRecord(raw: unknown): raw is StreamRecord {
  if (!isObject(raw) || !isObject(raw.dynamodb)) return false;
  const { SequenceNumber, NewImage, OldImage } = raw.dynamodb;
  return (
    typeof SequenceNumber === "string" && [NewImage, OldImage].every((image) => image === undefined || isObject(image))
  );
}

function handled(
  { dynamodb: { SequenceNumber: sequenceNumber, OldImage: before, NewImage: after } }: StreamRecord,
  { identity, work, write = writeLine }: StreamEntryOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const carried = after?.[CORRELATION_ATTRIBUTE];
  const correlationId = correlationIdFrom(isObject(carried) && typeof carried.S === "string" ? carried.S : undefined);
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
