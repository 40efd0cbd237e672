#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { OpsFailure, unreadable } from "./failure.ts";
import { withSmallHeap } from "./small-heap.ts";

withSmallHeap(process.argv.slice(2));

try {
  await runCli(process.argv.slice(2));
} catch (error) {
  const failure = interrupted(error) ?? error;
  if (!(failure instanceof OpsFailure)) throw error;
  process.stderr.write(`ops: ${failure.message}\n  → ${failure.fix}\n`);
  process.exitCode = failure.exitCode;
}

/** Ctrl-C while something was read that nothing can be said without. */
function interrupted(error: unknown): OpsFailure | undefined {
  if (!(error instanceof Error) || error.name !== "AbortError") return undefined;
  return unreadable("It was broken off before it had an answer.", "Run it again; nothing was changed.", error);
}
