#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { OpsFailure } from "./failure.ts";
import { withSmallHeap } from "./small-heap.ts";

withSmallHeap(process.argv.slice(2));

try {
  await runCli(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OpsFailure)) throw error;
  process.stderr.write(`ops: ${error.message}\n  → ${error.fix}\n`);
  process.exitCode = error.exitCode;
}
