import type { Scope } from "../reading/page-text.ts";
import type { Schema } from "./schema.ts";

/** A place in the schema to be filled from a scope. */
export interface FillTask {
  readonly schema: Schema;
  readonly root: Schema;
  readonly scope: Scope;
  /** The words of the names that lead here. */
  readonly words: readonly string[];
  /** What the question asks for in words. */
  readonly instructions: string;
  readonly depth: number;
  /** References that are being filled from this very scope: meeting one again finds nothing new. */
  readonly open: ReadonlySet<string>;
}

/** A value that is valid for its schema, and how many of its leaves the text supports. */
export interface Filled {
  readonly value: unknown;
  readonly support: number;
}

export type Fill = (task: FillTask) => Filled;
