import type { Fields, Value } from "../plain/value.ts";
import type { FieldName, Job } from "./job.ts";
import type { Path } from "./path.ts";
import type { Refusal } from "./refusal.ts";

/** What a shape is read from. */
export type Source = {
  readonly item: Fields;
  /** The request inside the item, where the shape has one. */
  readonly body: Fields | Refusal;
};

/** Values of fields that are read before. */
export type Known = Pick<Job, "params" | "createdAt">;

/** A value and where it is written. */
export type Written = readonly [path: Path, value: Value];

/** One canonical field in one shape. */
export type Row<Field> = {
  /** All paths that the field is read from or written to. */
  readonly paths: readonly Path[];
  /** Whether an attribute that no path names is the field's too. */
  readonly takes?: (name: string) => boolean;
  readonly read: (source: Source, known: Known) => Field | Refusal;
  readonly write: (job: Job) => readonly Written[];
};

export type Rows = { readonly [Name in FieldName]-?: Row<Job[Name]> };

/** By which attributes an item is recognised. */
export type Marker = {
  readonly present: readonly string[];
  readonly absent?: readonly string[];
  /** The value of `schemaVersion`. */
  readonly version?: number;
};

/** One of the forms in which jobs were stored before. */
export type Shape = {
  readonly name: string;
  readonly marker: Marker;
  /** Where the request inside the item is. */
  readonly body?: Path;
  readonly rows: Rows;
  /** What is written and never read. */
  readonly fixed?: (id: string) => readonly Written[];
};
