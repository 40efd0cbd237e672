import type { Identity } from "../../../runtime/lambda/identity.ts";

export const identity: Identity = { function: "test", stage: "preview", version: "0123abcd" };

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
