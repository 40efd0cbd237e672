/** A file of the checkout: its path from the root, and what is in it. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Files that may do what a rule forbids, and why. */
type Exception = { readonly path: RegExp; readonly why: string };

export type SourceRule = {
  readonly code: string;
  /** The files it is about. */
  readonly within: RegExp;
  /** What none of their lines may hold, comments aside. */
  readonly forbids: RegExp;
  readonly exceptions: readonly Exception[];
  /** What a line that holds it does, and what to do instead. */
  readonly does: string;
  readonly fix: string;
};

const WRITES =
  /\b(?:(?:Put|Update|Delete)Item|TransactWriteItems|BatchWriteItem|(?:Batch)?ExecuteStatement|ExecuteTransaction|(?:Put|Update|Delete|TransactWrite|BatchWrite))Command\b/;

/** Rules about what source says rather than what it imports. */
export const SOURCE_RULES: readonly SourceRule[] = [
  {
    code: "stage-name",
    within: /^runtime\//,
    forbids: /(["'`])(?:(?!\1).)*\b(?:preview|production)\b/,
    exceptions: [
      { path: /^runtime\/domain\/stage\.ts$/, why: "the words themselves" },
      { path: /^runtime\/domain\/settings\.ts$/, why: "which settings contradict a stage, as data" },
      { path: /^runtime\/model\/family\.ts$/, why: "production's family of models, as data" },
    ],
    does: "names a stage",
    fix: "Read a setting instead: what runs must not know where.",
  },
  {
    code: "process-env",
    within: /^runtime\/(?!handlers\/)/,
    forbids: /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*(?:\?\.)?\[\s*["'`]env|\benv\b.*from\s+["']node:process["']/,
    exceptions: [],
    does: "reads the process's environment outside a handler",
    fix: "Take it as an argument; a handler reads it through runtime/domain/environment.ts.",
  },
  {
    code: "second-writer",
    within: /^(?:runtime|ops|infra)\//,
    forbids: WRITES,
    exceptions: [
      { path: /^runtime\/adapters\/job-[a-z-]+\.ts$/, why: "the writer of jobs" },
      { path: /^runtime\/adapters\/socket-[a-z-]+\.ts$/, why: "connections, in a table of their own" },
      { path: /^runtime\/migrating\/aws\/[a-z-]+\.ts$/, why: "migrations: conditional on what they read" },
      { path: /^ops\/verification\/remove-job\.ts$/, why: "takes back the job that a verification made" },
    ],
    does: "writes to a table",
    fix: "Write jobs through runtime/adapters/job-store.ts, whose conditions keep concurrent writers apart.",
  },
];
