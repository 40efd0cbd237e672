import type { PlainItem } from "../migrations/migration.ts";
import type { Ledger, MigratedTable, MigrationArchive } from "./ports.ts";

/** Everything a run touches outside itself. */
export type MigrationPorts = {
  readonly table: MigratedTable;
  readonly archive: MigrationArchive;
  readonly ledger: Ledger;
  /** Epoch milliseconds, for people; it may jump. */
  readonly now: () => number;
  /** Milliseconds since some moment, for durations; it never goes back. */
  readonly elapsed: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
  /** Who is at work, as another person would want to know: `anna@laptop`. */
  readonly who?: string;
  /** Whether the foreground suffers, so that the run should stand still for a while. */
  readonly alarm?: (signal: AbortSignal) => Promise<boolean>;
};

/** Write capacity units a second: so many, or so many percent of what a provisioned table has; without either, as fast as the table allows. */
export type Rate = { readonly maxWcu?: number; readonly maxPercent?: number };

export type RunParameters = {
  readonly stage: string;
  /** The migration's id. */
  readonly migration: string;
  readonly segments: number;
  /** The most items of one page, which is also the most that one before-image object holds. */
  readonly pageItems: number;
  /** May differ when a run goes on; everything else may not. */
  readonly rate: Rate;
};

/** What was done to items so far. Each item is in exactly one of migrated, canonical, quarantined, deleted and contended. */
export type Counts = {
  readonly scanned: number;
  /** Written by this run. */
  readonly migrated: number;
  /** Needed nothing, or were brought up to date by somebody else first. */
  readonly canonical: number;
  readonly quarantined: number;
  /** Were scanned, and gone before they could be written. */
  readonly deleted: number;
  /** Changed faster than they could be rewritten, each time it was tried. */
  readonly contended: number;
  /** Items that have at least one before-image in the undo log. */
  readonly imaged: number;
  /** Writes that another writer overtook. */
  readonly races: number;
  /** Calls that failed and were made again. */
  readonly retries: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Items by the shape they had. */
  readonly shapes: Readonly<Record<string, number>>;
  /** Quarantined items by reason. */
  readonly reasons: Readonly<Record<string, number>>;
};

export type SegmentState = "waiting" | "scanning" | "contended" | "done";

export type SegmentStatus = {
  readonly run: string;
  readonly segment: number;
  readonly state: SegmentState;
  readonly counts: Counts;
  /** How often a worker has begun on it. */
  readonly attempts: number;
  /** Epoch milliseconds of the last checkpoint; absent before the first. */
  readonly updatedAt?: number;
};

/** `incomplete`: all segments were gone through and contended items are left; the next apply goes on with them. */
export type RunState = "applying" | "incomplete" | "applied" | "rolling-back" | "rolled-back";

/** The control record of a run, as an operator last set it. */
export type Control = { readonly paused: boolean; readonly maxWcu?: number };

export type RunStatus = {
  readonly run: string;
  readonly state: RunState;
  readonly parameters: RunParameters;
  readonly codeHash: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly counts: Counts;
  readonly segments: readonly SegmentStatus[];
  readonly control: Control;
  /** Items the table said it had when the run began: up to six hours old. */
  readonly approximateItems: number;
  /** From 0 to 1: the share of the expected items, and 1 only when the run has ended. */
  readonly progress: number;
  /** Items a second since the run began, or since it went on. */
  readonly itemsPerSecond: number;
  /** Write capacity units a second over the same time. */
  readonly writeUnitsPerSecond: number;
  /** Seconds to go at that rate; absent when it cannot be told. */
  readonly secondsLeft?: number;
  /** US dollars for the capacity consumed, at the on-demand price. */
  readonly dollars: number;
};

/** A share of a whole from a sample: the estimate and its 95 % Wilson interval, each of the table's items. */
export type EstimatedCount = {
  readonly seen: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
};

export type QuarantineLine = {
  readonly id: string;
  readonly reason: string;
  readonly shape: string | null;
  readonly beforeHash: string;
  /** What is wrong, for a person, where the reason alone does not say it. */
  readonly sentence?: string;
};

export type MigrationPlan = {
  readonly migration: string;
  readonly table: string;
  /** Items looked at. */
  readonly sampled: number;
  /** Whether that was every item of the table. */
  readonly full: boolean;
  /** Items in the table: counted when the plan is full, else as the table says. */
  readonly items: number;
  readonly shapes: Readonly<Record<string, EstimatedCount>>;
  readonly canonical: EstimatedCount;
  readonly quarantined: EstimatedCount;
  readonly reasons: Readonly<Record<string, EstimatedCount & { readonly examples: readonly string[] }>>;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly dollars: number;
  readonly seconds: number;
  /** Sentences: what speaks against applying it to this table as it is set. */
  readonly problems: readonly string[];
};

export type LeftItem = {
  readonly id: string;
  /** `changed-since`, a reason `down` refused with, or `not-expressible`. */
  readonly reason: string;
};

export type RollbackStatus = {
  readonly run: string;
  readonly mode: RollbackMode;
  readonly state: "rolling-back" | "rolled-back";
  /** Items that are now what they were before the run, by image. */
  readonly restored: number;
  /** Items that were transformed back by code. */
  readonly transformed: number;
  /** Items that were before the run's write, or were brought back earlier. */
  readonly untouched: number;
  readonly deleted: number;
  readonly left: number;
  /** The first hundred of those left; all of them: `leftItems`. */
  readonly examples: readonly LeftItem[];
};

/** `image`: put back what was there, of items nobody changed since. `down`: the same, and transform changed ones back by code. */
export type RollbackMode = "image" | "down";

export type VerificationProblem = {
  readonly code:
    | "not-canonical"
    | "unlisted-quarantine"
    | "counts-differ"
    | "down-differs"
    | "image-damaged"
    | "run-not-ended";
  readonly sentence: string;
  readonly count: number;
  /** Up to ten. */
  readonly ids: readonly string[];
};

export type Verification = {
  readonly run: string;
  readonly verdict: "passed" | "failed" | "undecided";
  /** Items read. */
  readonly items: number;
  readonly canonical: number;
  readonly quarantined: number;
  /** Items of the undo log: still what the run wrote, changed since, or gone. */
  readonly unchanged: number;
  readonly changedSince: number;
  readonly deleted: number;
  readonly problems: readonly VerificationProblem[];
};

/** Attributes the store needs beside a canonical item. */
export type Bookkeeping = (canonical: PlainItem) => PlainItem;
