import type { Identity } from "../../../runtime/lambda/identity.ts";
import { type Invocation, runInvocation } from "../../../runtime/lambda/invocation.ts";

export const identity: Identity = { function: "test", stage: "preview", version: "0123abcd" };

/** Whether an invocation was marked because what it did filled something that the instance keeps. */
export async function isFilledBy(work: () => unknown): Promise<boolean> {
  const invocation: Invocation = { identity, correlationId: "c", write: () => undefined, fields: {} };
  await runInvocation(invocation, work);
  return invocation.filled === true;
}

/** Takes what an entry writes, and reads it back. */
export function writtenLines() {
  const lines: string[] = [];
  return {
    write: (line: string) => void lines.push(line),
    all: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => !("_aws" in line)),
    metrics: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => "_aws" in line),
  };
}
