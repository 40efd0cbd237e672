/** From where both stages are read; later ones prove more, `export` stands apart: two files and nothing else. */
export const MODES = ["export", "before", "after", "live"] as const;
export type Mode = (typeof MODES)[number];

/** What a mode reads, for a person. */
export const SOURCES = {
  export: "two exported states",
  before: "both programs, as the engine would deploy them",
  after: "both stacks' states",
  live: "what the account holds, and both stacks' states",
} as const satisfies Record<Mode, string>;
