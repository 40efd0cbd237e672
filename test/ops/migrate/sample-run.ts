import type { EstimatedCount, MigrationPlan, RunStatus } from "../../../runtime/migrating/run-types.ts";

const NOTHING: RunStatus["counts"] = {
  ...{ scanned: 0, migrated: 0, canonical: 0, quarantined: 0, deleted: 0, contended: 0, imaged: 0 },
  ...{ races: 0, retries: 0, readUnits: 0, writeUnits: 0, shapes: {}, reasons: {} },
};

/** A run in its middle, in four segments. */
export function sampleRun(more: Partial<RunStatus> = {}): RunStatus {
  const run = "R-20261121T140000-k3v9";
  const states = ["done", "done", "scanning", "waiting"] as const;
  return {
    run,
    state: "applying",
    parameters: { stage: "preview", migration: "0013-canonical", segments: 4, pageItems: 100, rate: { maxWcu: 100 } },
    codeHash: "a".repeat(64),
    startedAt: Date.parse("2026-11-21T14:00:00Z"),
    updatedAt: Date.parse("2026-11-21T14:03:20Z"),
    counts: {
      ...NOTHING,
      ...{ scanned: 6_120, migrated: 5_800, canonical: 297, quarantined: 20, deleted: 2, contended: 1, imaged: 5_801 },
      ...{ races: 12, retries: 1, readUnits: 3_100, writeUnits: 11_900 },
      shapes: { "v1-flat": 2_000, "v11-sqlite": 3_800 },
      reasons: { "missing-url": 14, "ambiguous-shape": 6 },
    },
    segments: states.map((state, segment) => ({ run, segment, state, attempts: 1, counts: NOTHING })),
    control: { paused: false },
    approximateItems: 12_000,
    progress: 0.51,
    itemsPerSecond: 30.6,
    writeUnitsPerSecond: 59.5,
    secondsLeft: 192,
    dollars: 0.0156,
    ...more,
  };
}

const count = (seen: number, low: number, high: number): EstimatedCount => ({ seen, estimate: seen * 12, low, high });

/** A plan of a sample of a thousand of twelve thousand. */
export function samplePlan(more: Partial<MigrationPlan> = {}): MigrationPlan {
  return {
    ...{ migration: "0013-canonical", table: "atlas-codex-jobs-preview", sampled: 1_000, full: false, items: 12_000 },
    shapes: {
      "v1-flat": count(500, 5_600, 6_400),
      "v12-deadletter": count(430, 4_780, 5_550),
      "v3-bulk": count(0, 0, 50),
    },
    canonical: count(60, 560, 920),
    quarantined: count(10, 65, 220),
    reasons: {
      "missing-url": { ...count(8, 50, 190), examples: ["job-0001", "job-0002", "job-0003"] },
      "bad-timestamp": { ...count(2, 7, 90), examples: ["job-0107", "job-0933"] },
    },
    ...{ readUnits: 6_000, writeUnits: 24_500, dollars: 0.0321, seconds: 245, problems: [] },
    ...more,
  };
}
