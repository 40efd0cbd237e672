/** A DynamoDB value in plain form (contract: legacy jobs, section 1): JSON, with tags for what JSON cannot say. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** An item in plain form. */
export type PlainItem = { readonly [name: string]: Plain };

/** What an item is: of the schema already, of one of the older shapes, or of none that a program may decide. */
export type Classification =
  | { readonly kind: "canonical" }
  | { readonly kind: "legacy"; readonly shape: string }
  | { readonly kind: "quarantine"; readonly reason: string; readonly shape: string | null };

export type Up =
  | { readonly kind: "unchanged" | "changed"; readonly item: PlainItem }
  | { readonly kind: "quarantine"; readonly reason: string; readonly shape: string | null };

export type Down =
  | { readonly kind: "unchanged" | "changed"; readonly item: PlainItem }
  | { readonly kind: "refused"; readonly reason: string; readonly shape: string | null };

/** One change of the schema of stored jobs: pure, total and frozen once it has run anywhere. */
export type Migration = {
  /** `NNNN-name`. */
  readonly id: string;
  /**
   * Names of the attributes that items of a shape are read from and written to; of all shapes for null. Should one that an
   * item does not have appear, it has to be looked at again; others that appear stay as they are.
   */
  readonly reads: (shape: string | null) => readonly string[];
  readonly classify: (item: PlainItem) => Classification;
  readonly up: (item: PlainItem) => Up;
  readonly down: (item: PlainItem) => Down;
};
