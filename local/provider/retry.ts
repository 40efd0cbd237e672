import { setTimeout as pause } from "node:timers/promises";

export type Operation = "create" | "read" | "update" | "delete";

interface Passing {
  readonly name: string;
  readonly message?: RegExp;
  readonly during?: readonly Operation[];
}

/** Errors that mean "not yet": the service settles one change before it takes the next. */
const passing: readonly Passing[] = [
  { name: "InvalidParameterValueException", message: /cannot be assumed|not authorized to perform/i },
  { name: "ResourceConflictException", message: /in progress/i },
  { name: "ResourceInUseException", during: ["update", "delete"] },
  { name: "OperationAborted" },
  { name: "ConcurrentModificationException" },
  { name: "ConflictException", message: /try again|concurrent/i },
  { name: "QueueDeletedRecently" },
  { name: "AWS.SimpleQueueService.QueueDeletedRecently" },
  { name: "TooManyRequestsException" },
  { name: "LimitExceededException", message: /simultaneous/i },
];

/** Whether an error of a service goes away by itself. */
export function isPassing(error: unknown, operation: Operation): boolean {
  if (!(error instanceof Error)) return false;
  return passing.some(
    ({ name, message, during }) =>
      error.name === name && message?.test(error.message) !== false && during?.includes(operation) !== false,
  );
}

/** Runs an operation, again and again while its error is a passing one, until the signal stops it. */
export async function patiently<T>(operation: Operation, run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
    signal.throwIfAborted();
    try {
      return await orAborted(run(), signal);
    } catch (error) {
      if (signal.aborted || !isPassing(error, operation)) throw error;
    }
    await pause(wait, undefined, { signal });
  }
}

/** What a promise comes to, unless the signal is there first: a call that hangs does not keep anyone. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { signal: done.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    done.abort();
  }
}

/** Asks until there is an answer, at most `tries` times; undefined when there never was one. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
  { tries, signal }: { tries: number; signal: AbortSignal },
): Promise<T | undefined> {
  for (let attempt = 1, wait = 50; attempt <= tries; attempt += 1, wait = Math.min(wait * 1.25, 2_000)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (attempt < tries) await pause(wait, undefined, { signal });
  }
  return undefined;
}
