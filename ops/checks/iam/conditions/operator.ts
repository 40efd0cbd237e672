import type { Glob } from "../glob.ts";
import type { Truth } from "../truth.ts";

/** One family's way to compare; a `Not` operator is the same comparison with `negated` set. */
export type Operator = {
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's value are wildcards. */
  readonly wildcards: boolean;
  /** Whether policy variables are filled in. */
  readonly variables: boolean;
  /** Takes the policy's value and answers whether a request's value matches it. */
  readonly prepare: (wanted: Glob) => (value: string) => Truth;
};

/** Operators by the name a policy writes. */
export type Operators = Readonly<Record<string, Operator>>;

/** The plain text of a policy value that has no wildcard. */
export function textOf(wanted: Glob): string {
  return wanted.literal ?? "";
}
