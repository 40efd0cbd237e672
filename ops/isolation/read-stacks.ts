import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { snapshotFromExport } from "../checks/isolation/export-snapshot.ts";
import { snapshotFromPreview } from "../checks/isolation/preview-snapshot.ts";
import type { Snapshot, SnapshotResult } from "../checks/isolation/snapshot.ts";
import { unreadable } from "../failure.ts";
import { readStackExport, readStackPreview } from "../pulumi/stack-document.ts";
import type { Reading } from "./reading.ts";
import { stagePair } from "./snapshot-pair.ts";
import { unfinishedOperations } from "./unfinished.ts";

/** Both stages from their stacks' states. */
export async function readStates(signal: AbortSignal): Promise<Reading> {
  const read = await Promise.all(
    STAGES.map(async (stage) => {
      const document = await readStackExport(stage, signal);
      const snapshot = usable(stage, { ...snapshotFromExport(document) });
      return { snapshot: { ...snapshot, source: "state" as const }, undecided: unfinishedOperations(stage, document) };
    }),
  );
  return {
    ...paired(
      "after",
      read.map(({ snapshot }) => snapshot),
    ),
    undecided: read.flatMap(({ undecided }) => undecided),
  };
}

/** Both stages as their programs would leave them, both asked at once. */
export async function readPrograms(signal: AbortSignal): Promise<Reading> {
  const read = await Promise.all(STAGES.map(async (stage) => [stage, await readStackPreview(stage, signal)] as const));
  return programReading(Object.fromEntries(read) as Record<Stage, unknown>);
}

/** Both stages from what `pulumi preview --json` said of each. */
export function programReading(previews: Readonly<Record<Stage, unknown>>): Reading {
  return paired(
    "before",
    STAGES.map((stage) => usable(stage, snapshotFromPreview(previews[stage]))),
  );
}

function usable(stage: Stage, result: SnapshotResult): Snapshot {
  if ("snapshot" in result) return result.snapshot;
  const [problem] = result.problem.split(" Make one: ");
  throw unreadable(`The stack ${stage} cannot be used. ${problem}`, `Look at it: pulumi preview --stack ${stage}`);
}

function paired(mode: "before" | "after", snapshots: readonly Snapshot[]): Reading {
  const [left, right] = snapshots.map((snapshot) => ({ name: `The stack ${snapshot.stack}`, snapshot }));
  if (left === undefined || right === undefined) throw new Error("There are two stages.");
  const { named } = stagePair(left, right);
  return {
    mode,
    snapshots: [named[0].snapshot, named[1].snapshot],
    findings: [],
    undecided: [],
    notes: [],
  };
}
