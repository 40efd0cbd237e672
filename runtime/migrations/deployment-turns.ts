/** How a migration goes along with a deployment. */
export type DeploymentTurn = {
  /**
   * `first` where new code cannot read what lies there, `last` where it reads both and old code might not read what comes,
   * `by-hand` where a person has to choose the time.
   */
  readonly when: "first" | "last" | "by-hand";
  /** Whether a deployment that is undone may undo it. */
  readonly goesBack: boolean;
};

/** The turn of every migration of the registry, by its id; functions do not need it. */
export const DEPLOYMENT_TURNS: Readonly<Record<string, DeploymentTurn>> = {
  "0013-canonical": { when: "last", goesBack: true },
};
