import type { Stage } from "../../runtime/domain/stage.ts";
import type { Ledger } from "../../runtime/migrating/ports.ts";
import type { Step } from "../report.ts";

/** Function name without project and stage (`api`, `worker`, …) → the number of a published version. */
export type FunctionVersions = Readonly<Record<string, string>>;

/** Where a function's live alias points: at one version, or at two with the share (0 to 1) that goes to the next one. */
export type Target = {
  readonly version: string;
  readonly next?: { readonly version: string; readonly weight: number } | undefined;
};

/** Function name → where its live alias points. */
export type Targets = Readonly<Record<string, Target>>;

export type PlannedChange = {
  readonly urn: string;
  /** For example `aws:lambda/function:Function`. */
  readonly type: string;
  readonly name: string;
  readonly operation: "create" | "update" | "replace" | "delete" | "import";
  /** Properties that differ. */
  readonly properties: readonly string[];
};

/** What the engine would do to a stage. */
export type Plan = {
  /** Digest of everything planned: two plans with the same id do the same. */
  readonly id: string;
  readonly changes: readonly PlannedChange[];
  /** Function name → digest of its bundle, as the program would deploy it. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Where the engine's own plan lies; it is gone when the process that made it is gone. */
  readonly file: string;
};

/** The engine with a stage's program. Throws `OpsFailure` with the engine's own sentence. */
export type Engine = {
  plan(signal: AbortSignal): Promise<Plan>;
  /** Does what was planned; anything else than that is refused by the engine. */
  up(plan: Plan, signal: AbortSignal): Promise<void>;
  /** Which update the stack's state is of; undefined before the first. */
  stateVersion(signal: AbortSignal): Promise<string | undefined>;
  /** Deploys the program as of a commit, in its own folder; may be repeated. */
  restore(commit: string, signal: AbortSignal): Promise<void>;
};

/** An alarm that rings, with what it says of why. */
export type RingingAlarm = { readonly name: string; readonly reason: string };

/** The deployed functions with their published versions and their live alias. */
export type DeployedFunctions = {
  /** Empty before the first deployment. */
  live(signal: AbortSignal): Promise<Targets>;
  /** The newest published version of each function, whether or not traffic goes there. */
  newest(signal: AbortSignal): Promise<FunctionVersions>;
  /** Moves the live aliases that are named; may be repeated. */
  point(targets: Targets, signal: AbortSignal): Promise<void>;
  /** What has not settled yet, as sentences: versions that are not active, mappings that are not enabled, dead letters that grew. */
  unsettled(versions: FunctionVersions, signal: AbortSignal): Promise<readonly string[]>;
  /** Of that, what concerns versions and mappings alone. */
  inactive(versions: FunctionVersions, signal: AbortSignal): Promise<readonly string[]>;
  /** The stage's alarms that ring now. */
  ringing(signal: AbortSignal): Promise<readonly RingingAlarm[]>;
};

/** What is deployed from. */
export type Source = {
  readonly commit: string;
  /** Files that differ from the commit. */
  readonly dirty: readonly string[];
  /** Digest of the files as they lie there, committed or not. */
  readonly digest: string;
  /** Digest of the stage's settings. */
  readonly settings: string;
};

/** The checkout that is deployed from. */
export type SourceTree = {
  read(signal: AbortSignal): Promise<Source>;
  /** Makes a commit of the files as they lie there, on no branch, so that they can be deployed again; returns its hash. */
  keep(signal: AbortSignal): Promise<string>;
};

/**
 * What one version of a function did in a while: its requests, how many of them ended in an error of ours, and their
 * durations in milliseconds, without the first one of each instance, which is slow because the instance is new.
 */
export type Served = { readonly requests: number; readonly errors: number; readonly durations: readonly number[] };

/** Both versions of one function, side by side; requests of our own apart from those of the users, whose mix is another. */
export type Observed = {
  readonly function: string;
  readonly own: boolean;
  readonly current: Served;
  readonly next: Served;
};

/** A while, in epoch milliseconds: from `since` on, before `until`. */
export type While = { readonly since: number; readonly until: number };

/** Requests as the functions' logs tell of them. */
export type Traffic = {
  /**
   * What the functions that have a next version served, those without any request left out. An invocation that died counts in the while
   * in which that was said, once however often it is said and read.
   */
  observe(targets: Targets, time: While, signal: AbortSignal): Promise<readonly Observed[]>;
  /** Sends requests of our own to both versions, as many to each, past the alias; returns how many, 0 where nothing can be asked of these functions. */
  send(targets: Targets, count: number, signal: AbortSignal): Promise<number>;
};

/** Changes of the stored jobs that belong to a deployment. */
export type StageMigrations = {
  /** Those that were not applied yet and must come before (`first`) or may come after (`last`) the new code. */
  pending(when: "first" | "last", signal: AbortSignal): Promise<readonly string[]>;
  /** Applies one or goes on with it; may be repeated. */
  apply(id: string, signal: AbortSignal): Promise<readonly Step[]>;
  /** Whether one can be undone. */
  goesBack(id: string): boolean;
  /** Undoes what was applied of one; may be repeated, and passes where nothing was. */
  rollback(id: string, signal: AbortSignal): Promise<readonly Step[]>;
};

/** Which versions a verification asks, the new ones past the alias or whatever the door leads to, and what the ledger says of them. */
export type VerifiedVersions = {
  readonly phase: "before-traffic" | "live";
  readonly versions: FunctionVersions;
  /** Function name → digest of the bundle that its version has. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Digest of the stage's settings that they were deployed with. */
  readonly settings: string;
  /** For a rollback, the deployment that these versions were verified with; what this checkout would set is not theirs. */
  readonly restored?: string | undefined;
};

/** The judgements that a deployment rests on, each as steps of the report. */
export type Checks = {
  gate(signal: AbortSignal): Promise<readonly Step[]>;
  verify(asked: VerifiedVersions, signal: AbortSignal): Promise<readonly Step[]>;
  /** Whether the stages are apart as they are now; keeps the evidence. */
  isolation(signal: AbortSignal): Promise<readonly Step[]>;
  /** For production: the preview stage's deployment of this source that was verified; undefined when there is none. */
  verifiedInPreview(source: Source, signal: AbortSignal): Promise<string | undefined>;
};

/** Everything a deployment touches. */
export type DeploymentPorts = {
  readonly stage: Stage;
  readonly engine: Engine;
  readonly functions: DeployedFunctions;
  readonly source: SourceTree;
  readonly traffic: Traffic;
  readonly migrations: StageMigrations;
  readonly checks: Checks;
  readonly ledger: Ledger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
  readonly who: string;
};
