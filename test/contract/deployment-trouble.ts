/** What goes wrong with the next deployment. */
export type Trouble = Partial<{
  gate: "fails";
  /** The engine fails in the middle of its update. */
  engine: "fails";
  settle: "never";
  verify: "fails";
  /** Share of the new versions' requests that fail, and how much slower they are. */
  errors: number;
  slower: number;
  verifyLive: "fails";
  isolation: "undecided";
  lastMigration: "fails";
  /** The way back fails: the engine's, that of the migrations. */
  restore: "fails";
  migrationBack: "fails";
}>;
