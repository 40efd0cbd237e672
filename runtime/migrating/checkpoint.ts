import { Failure } from "../domain/failure.ts";
import { NOTHING } from "./counts.ts";
import { imageData, itemOfData } from "./image.ts";
import { readEntry, writeEntry } from "./ledger-writing.ts";
import type { LedgerEntry, Position } from "./ports.ts";
import type { Counts, MigrationPorts, SegmentState, SegmentStatus } from "./run-types.ts";

/** How far a segment's work is, all of which is in the ledger. */
export type Checkpoint = {
  readonly run: string;
  readonly segment: number;
  readonly revision: number;
  /** The code and the parameters it belongs to. */
  readonly bound: string;
  readonly state: SegmentState;
  readonly attempts: number;
  /** Who is at work on it. */
  readonly worker: string;
  readonly position?: Position;
  /** The last undo object whose items are in the counts. */
  readonly settled: string;
  readonly counts: Counts;
  /** Items that others changed too fast, to be tried again. */
  readonly contended: readonly string[];
  readonly updatedAt: number;
};

type LedgerPorts = Pick<MigrationPorts, "ledger" | "sleep" | "newId" | "now">;
type Place = Pick<Checkpoint, "run" | "segment">;

const NAME = /^segment-(\d+)$/;
const nameOf = (segment: number) => `segment-${String(segment).padStart(5, "0")}`;

/** Begins an attempt at a segment; whoever was at work on it is told at its next checkpoint. */
export async function takeSegment(
  ports: LedgerPorts,
  { bound, ...place }: Place & Pick<Checkpoint, "bound">,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const entry = await readEntry(ports, { run: place.run, entry: nameOf(place.segment) }, signal);
  const before = checkpointOf(entry, place.segment);
  if (entry.revision > 0 && before.bound !== bound) {
    throw new Failure(
      "invalid-request",
      `Segment ${place.segment} of run ${place.run} was begun with other code or parameters (${before.bound}, not ${bound}).`,
      { reason: "other-code" },
    );
  }
  const state = before.state === "waiting" ? "scanning" : before.state;
  return saveCheckpoint(
    ports,
    { ...before, bound, state, worker: ports.newId(), attempts: before.attempts + 1 },
    signal,
  );
}

/** Writes a checkpoint over the last one; throws `lost-race` when another worker has taken the segment. */
export async function saveCheckpoint(
  ports: LedgerPorts,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const { run, segment, revision, position, ...rest } = { ...checkpoint, updatedAt: ports.now() };
  const value = { ...rest, ...(position === undefined ? {} : { position: imageData(position) }) };
  const written = await writeEntry(ports, { run, entry: nameOf(segment), revision, value }, signal);
  return { ...checkpoint, updatedAt: rest.updatedAt, revision: written.revision };
}

/** How far a segment is, for who looks on. */
export function segmentStatus({ run, segment, state, counts, attempts, updatedAt }: Checkpoint): SegmentStatus {
  return { run, segment, state, counts, attempts, ...(updatedAt === 0 ? {} : { updatedAt }) };
}

/** The checkpoints among the entries of a run, and one for each of its segments that nobody has begun. */
export function checkpointsOf(run: string, segments: number, entries: readonly LedgerEntry[]): readonly Checkpoint[] {
  const found = new Map<number, LedgerEntry>();
  for (const entry of entries) {
    const segment = NAME.exec(entry.entry)?.[1];
    if (segment !== undefined) found.set(Number(segment), entry);
  }
  return Array.from({ length: segments }, (_, segment) =>
    checkpointOf(found.get(segment) ?? { run, entry: nameOf(segment), revision: 0, value: {} }, segment),
  );
}

function checkpointOf({ run, revision, value }: LedgerEntry, segment: number): Checkpoint {
  const fresh = {
    bound: "",
    state: "waiting",
    attempts: 0,
    worker: "",
    settled: "",
    counts: NOTHING,
    contended: [],
    updatedAt: 0,
  };
  const { position, ...rest } = value as Partial<Checkpoint>;
  const there = position === undefined ? {} : { position: itemOfData(position) };
  return { ...fresh, ...rest, ...there, run, segment, revision } as Checkpoint;
}
