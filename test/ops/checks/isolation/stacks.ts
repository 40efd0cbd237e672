import { readFileSync } from "node:fs";
import { snapshotFromExport } from "../../../../ops/checks/isolation/export-snapshot.ts";
import { judgeIsolation } from "../../../../ops/checks/isolation/judge-isolation.ts";
import type { IsolationJudgement } from "../../../../ops/checks/isolation/judgement.ts";
import type { Snapshot } from "../../../../ops/checks/isolation/snapshot.ts";
import type { StackExport } from "./leaks/stack-draft.ts";

function readCase(stage: string): StackExport {
  const path = new URL(`../../../cases/isolation/${stage}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as StackExport;
}

/** Both stages as they were exported from a deployment of this project. */
export const STACKS = { preview: readCase("preview"), production: readCase("production") } as const;

/** The snapshot of an export that can be read. */
export function snapshotOf(document: StackExport): Snapshot {
  const read = snapshotFromExport(document);
  if ("problem" in read) throw new Error(read.problem);
  return read.snapshot;
}

/** The judgement on two exports. */
export function judged(a: StackExport, b: StackExport): IsolationJudgement {
  return judgeIsolation({ a: snapshotOf(a), b: snapshotOf(b) });
}
